import type {
  DetailsAction,
  detailsHostContract,
  DetailsKept,
  DetailsState,
  detailsViewContract,
} from '../../../src/common/contracts/hub/details-view';
import type { RpcPeer } from '../../../src/common/rpc/peer';
import type { VsCodeApi } from '../../shared/rpc/vscode-api';
import { ViewStore } from '../../shared/store/view-store';

/** What the page of a model may ask of the extension host. */
export type DetailsHost = Pick<RpcPeer<typeof detailsViewContract, typeof detailsHostContract>, 'request'>;

/** What the elements of the page share: the host's state, and what of it is unfolded. */
export class DetailsStore extends ViewStore {
  readonly #host: DetailsHost;
  readonly #api: Pick<VsCodeApi, 'setState'>;
  #state: DetailsState | null = null;
  #readmeOpen = false;

  constructor(host: DetailsHost, api: Pick<VsCodeApi, 'setState'>) {
    super();
    this.#host = host;
    this.#api = api;
  }

  /** Null until the host has sent it. */
  get state(): DetailsState | null {
    return this.#state;
  }

  /** The README is on show to its end. */
  get readmeOpen(): boolean {
    return this.#readmeOpen;
  }

  receive(state: DetailsState): void {
    if (state.id !== this.#state?.id) this.#readmeOpen = false;
    this.#state = state;
    const revision = state.info.phase === 'ready' ? state.info.value.revision : null;
    this.#api.setState({ id: state.id, revision } satisfies DetailsKept);
    this.changed();
  }

  openReadme(): void {
    this.#readmeOpen = true;
    this.changed();
  }

  perform(action: DetailsAction): void {
    void this.attempt(this.#host.request('perform', { action }));
  }

  chooseWeights(path: string): void {
    void this.attempt(this.#host.request('chooseWeights', { path }));
  }

  chooseRevision(revision: string): void {
    void this.attempt(this.#host.request('chooseRevision', { revision }));
  }

  openLink(href: string): void {
    void this.attempt(this.#host.request('openLink', { href }));
  }

  /** The picture at an address of the README, as a `data:` address. Rejects with the reason why it is not there. */
  async image(src: string): Promise<string> {
    return (await this.#host.request('image', { src })).data;
  }
}
