import type { lensHostContract, lensViewContract } from '../../../src/common/contracts/lens';
import type { RpcPeer } from '../../../src/common/rpc/peer';

/** What the Lens may ask of the extension host. */
export type LensHost = Pick<RpcPeer<typeof lensViewContract, typeof lensHostContract>, 'request' | 'notify'>;
