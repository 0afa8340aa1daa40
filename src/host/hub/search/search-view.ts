import { t } from '@vscode/l10n';
import type * as vscode from 'vscode';
import { hubSearchHostContract, hubSearchViewContract } from '../../../common/contracts/hub/search-view';
import type { SearchQuery } from '../../../common/contracts/hub/repo';
import type { HubNotice } from '../../../common/contracts/hub/search-view';
import { LensError } from '../../../common/errors/lens-error';
import type { Handlers } from '../../../common/rpc/contract';
import { RpcPeer } from '../../../common/rpc/peer';
import { isRepoId } from '../../../hub/names/model-name';
import type { Log } from '../../platform/log';
import { fillWebview } from '../../platform/view-panel';
import { webviewTransport } from '../../platform/webview-transport';
import type { SearchSession } from './search-session';

type Contract = typeof hubSearchHostContract;
type NoticeAction = NonNullable<HubNotice['action']>['action'];

export interface SearchViewParams {
  readonly extensionUri: vscode.Uri;
  readonly log: Log;
  readonly session: SearchSession;
  readonly open: (id: string, pinned: boolean) => void;
  readonly download: (id: string) => void;
  readonly use: (id: string) => Promise<void>;
  readonly setFavourite: (id: string, favourite: boolean) => Promise<void>;
  readonly act: (action: NoticeAction) => Promise<void>;
}

/** The Hub in the side bar: joins the search with the page that shows it, which comes and goes with the side bar. */
export class SearchView {
  readonly #params: SearchViewParams;
  #peer: RpcPeer<Contract, typeof hubSearchViewContract> | undefined;
  #isReady = false;
  /** Asked for before the page was there: null focuses the search box only. */
  #wanted: { readonly query: SearchQuery | null } | undefined;

  constructor(params: SearchViewParams) {
    this.#params = params;
  }

  /** Fills the view that VS Code has made. */
  fill(view: vscode.WebviewView): void {
    const { log, session, extensionUri } = this.#params;
    this.#isReady = false;
    const peer = new RpcPeer({
      transport: webviewTransport(view, t('The Hub was closed.')),
      serves: hubSearchHostContract,
      handlers: this.#handlers(),
      calls: hubSearchViewContract,
      onProtocolError: (error) => log.error('A message from the Hub view', error),
    });
    this.#peer = peer;
    view.onDidDispose(() => {
      if (this.#peer !== peer) return;
      this.#peer = undefined;
      session.show(null);
    });
    fillWebview(view.webview, extensionUri, 'hub');
  }

  /** Puts the caret into the search box, now or when the page is there; searches when a query is given. */
  focusSearch(query: SearchQuery | null): void {
    if (this.#isReady) this.#peer?.notify('focusSearch', { query });
    else this.#wanted = { query };
  }

  #ready(): void {
    this.#isReady = true;
    const peer = this.#peer;
    this.#params.session.show({
      state: (state) => peer?.notify('state', state),
      rows: (rows, reset) => peer?.notify('rows', { rows, reset }),
      update: (rows) => peer?.notify('update', rows),
    });
    if (this.#wanted) peer?.notify('focusSearch', this.#wanted);
    this.#wanted = undefined;
  }

  #handlers(): Handlers<Contract> {
    const { session, open, download, use, setFavourite, act } = this.#params;
    const done = async (work: Promise<void>): Promise<Record<string, never>> => {
      await work;
      return {};
    };
    return {
      requests: {
        search: (query) => done(session.search(query)),
        more: () => done(session.more()),
        open: ({ id, pinned }) => {
          open(checkedId(id), pinned);
          return {};
        },
        download: ({ id }) => {
          download(checkedId(id));
          return {};
        },
        use: async ({ id }) => done(use(checkedId(id))),
        setFavourite: async ({ id, favourite }) => done(setFavourite(checkedId(id), favourite)),
        act: ({ action }) => done(act(action)),
      },
      notifications: {
        ready: () => this.#ready(),
        visible: (ids) => session.setVisible(ids),
      },
    };
  }
}

/** A page must not name folders where models of the Hub are meant. */
function checkedId(id: string): string {
  if (isRepoId(id)) return id;
  throw new LensError('usage', t('"{0}" is not a model id of the Hub.', id));
}
