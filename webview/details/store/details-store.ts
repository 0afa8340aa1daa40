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
import { Descriptions } from './described';

/** What the page of a model may ask of the extension host. */
export type DetailsHost = Pick<RpcPeer<typeof detailsViewContract, typeof detailsHostContract>, 'request'>;

/** What of the model is on show: what there is to know before a download, or what it is made of. */
export type DetailsTab = 'about' | 'config';

/** What the elements of the page share: the host's state, and what of it is unfolded. */
export class DetailsStore extends ViewStore {
  readonly descriptions: Descriptions;
  readonly #host: DetailsHost;
  readonly #api: Pick<VsCodeApi, 'setState'>;
  #state: DetailsState | null = null;
  #readmeOpen = false;
  #tab: DetailsTab = 'about';

  constructor(host: DetailsHost, api: Pick<VsCodeApi, 'setState'>) {
    super();
    this.#host = host;
    this.#api = api;
    this.descriptions = new Descriptions(host, () => this.changed());
  }

  /** Null until the host has sent it. */
  get state(): DetailsState | null {
    return this.#state;
  }

  /** The README is on show to its end. */
  get readmeOpen(): boolean {
    return this.#readmeOpen;
  }

  get tab(): DetailsTab {
    return this.#tab;
  }

  showTab(tab: DetailsTab): void {
    this.#tab = tab;
    this.changed();
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
