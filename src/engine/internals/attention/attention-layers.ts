import type { AttentionStack } from '../../../common/contracts/internals/stacks';
import type { CancellationSignal } from '../../../common/rpc/cancellation';
import type { TokenFacts } from '../tokens/token-facts';
import type { LayerAttention } from './layer-attention';
import type { MatrixView } from './matrix-view';

/** The attention of one stack for one row, kept or computed when it is asked for. */
export interface AttentionLayers {
  readonly stack: AttentionStack;
  readonly queries: TokenFacts;
  readonly keys: TokenFacts;
  /** True when the layers are in memory, so that asking for one costs nothing. */
  readonly kept: boolean;
  /** @throws LensError `too-big` where one layer does not fit into memory, `cancelled` */
  layer(index: number, signal: CancellationSignal): Promise<LayerAttention>;
  /** One head between real tokens, computed without the others of its layer where that can be. @throws LensError */
  head(index: number, head: number, signal: CancellationSignal): Promise<MatrixView>;
}
