import type {
  Download,
  downloadsHostContract,
  downloadsViewContract,
} from '../../src/common/contracts/hub/downloads-view';
import type { RpcPeer } from '../../src/common/rpc/peer';
import { ViewStore } from '../shared/store/view-store';

/** What the view of downloads may ask of the extension host. */
export type DownloadsHost = Pick<RpcPeer<typeof downloadsViewContract, typeof downloadsHostContract>, 'request'>;

/** What can be done with a download. */
export type DownloadAction = keyof typeof downloadsHostContract.requests;

/** The downloads as the host tells them. */
export class DownloadsStore extends ViewStore {
  readonly #host: DownloadsHost;
  #downloads: readonly Download[] | null = null;

  constructor(host: DownloadsHost) {
    super();
    this.#host = host;
  }

  /** The latest first; null until the host has sent them. */
  get downloads(): readonly Download[] | null {
    return this.#downloads;
  }

  receive(downloads: readonly Download[]): void {
    this.#downloads = downloads;
    this.changed();
  }

  perform(action: DownloadAction, { key }: Download): void {
    void this.attempt(this.#host.request(action, { key }));
  }
}
