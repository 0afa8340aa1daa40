import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { HubNotice } from '../../common/contracts/hub/search-view';
import type { DisposableStore } from '../platform/disposable-store';
import { inBackground } from '../platform/log';
import { ModelActions } from './actions/model-actions';
import { DetailsPanels } from './details/details-panels';
import { detailsRequests } from './details/details-requests';
import { DownloadsView } from './downloads/downloads-view';
import { createDetails, type HubParams, type HubParts } from './hub-parts';
import { SearchView } from './search/search-view';

/** What a person sees of the Hub, and can do with models there. */
export interface HubViews {
  readonly actions: ModelActions;
  readonly details: DetailsPanels;
  readonly searchView: SearchView;
  readonly downloadsView: DownloadsView;
}

/** Joins the parts with their views. `onDelete` is told of models whose files were deleted. */
export function createHubViews(
  params: HubParams,
  parts: HubParts,
  store: DisposableStore,
  onDelete: (id: string) => void,
): HubViews {
  const { extensionUri } = params.context;
  const { engines } = params;
  const { connection, downloads, models, log, search } = parts;
  const actions = new ModelActions({ connection, models, downloads, engines, onDelete });
  const details = store.add(
    new DetailsPanels({
      extensionUri,
      log,
      sessionOf: (id, revision, onChange) => createDetails(parts, id, revision, onChange),
      requestsOf: (session) => detailsRequests(session, { connection, models, downloads, actions }),
      inBackground: (doing, work) => inBackground(log, doing, work),
    }),
  );
  const searchView = new SearchView({
    extensionUri,
    log,
    session: search,
    open: (id, pinned) => details.open(id, null, pinned),
    download: (id) => actions.download(id, null, false),
    use: (id) => actions.use(id, null),
    setFavourite: (id, favourite) => actions.setFavourite(id, favourite),
    act: (action) => act(action, parts),
  });
  const open = (id: string, revision: string | null): void => details.open(id, revision, false);
  const downloadsView = new DownloadsView({ extensionUri, log, downloads, models, open });
  return { actions, details, searchView, downloadsView };
}

/** Does what the button of a notice says. */
async function act(action: NonNullable<HubNotice['action']>['action'], { search, log }: HubParts): Promise<void> {
  switch (action) {
    case 'retry':
      return search.retry();
    case 'signIn':
      await vscode.commands.executeCommand('modelLens.signIn');
      return;
    case 'goOnline':
      // The search goes on by itself: its settings are others now.
      await vscode.workspace.getConfiguration('modelLens').update('offline', false, vscode.ConfigurationTarget.Global);
      return;
    case 'openSettings':
      await vscode.commands.executeCommand('workbench.action.openSettings', 'modelLens.hubEndpoint');
      return;
    case 'showLog':
      log.show();
  }
}

/** Asks before a link from outside opens the page of a model. */
export async function askToOpen(id: string): Promise<boolean> {
  const open = t('Open Details');
  const question = t('Open the details of "{0}" from a link?', id);
  const detail = t('A page or another program asks for it. Nothing is downloaded before you say so.');
  return (await vscode.window.showInformationMessage(question, { modal: true, detail }, open)) === open;
}
