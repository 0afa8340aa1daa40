import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { ModelDescription } from '../../../common/contracts/description';
import type { DetailsAction, detailsHostContract } from '../../../common/contracts/hub/details-view';
import { LensError } from '../../../common/errors/lens-error';
import type { CancellationSignal } from '../../../common/rpc/cancellation';
import type { Handlers } from '../../../common/rpc/contract';
import { isRevision } from '../../../hub/names/model-name';
import type { ModelService } from '../../models/model-service';
import type { ModelActions } from '../actions/model-actions';
import type { HubConnection } from '../connection/hub-connection';
import type { Downloads } from '../downloads/downloads';
import { keyOf } from '../downloads/download-queue';
import { loadImage } from '../links/load-image';
import { systemLookup } from '../links/public-host';
import { resolveLink, type ModelPage } from '../links/resolve-link';
import type { DetailsSession } from './details-session';

type Requests = Handlers<typeof detailsHostContract>['requests'];

export interface DetailsRequestParams {
  readonly connection: HubConnection;
  readonly models: ModelService;
  readonly downloads: Downloads;
  readonly actions: ModelActions;
}

/** Answers the page of a model. */
export function detailsRequests(session: DetailsSession, params: DetailsRequestParams): Requests {
  const { connection, models } = params;
  return {
    perform: async ({ action }) => {
      await performed(session, params)[action]();
      return {};
    },
    describe: () => session.describe(),
    chooseWeights: async ({ path }) => {
      const { assessment } = session.state;
      const choices = assessment.phase === 'ready' ? assessment.value.choices : [];
      if (!choices.some((choice) => choice.path === path && choice.problem === null)) {
        throw new LensError('usage', t('"{0}" is not among the weights that run.', path));
      }
      await models.chooseWeights(session.name, path);
      await session.refresh();
      return {};
    },
    chooseRevision: async ({ revision }) => {
      if (!isRevision(revision)) throw new LensError('usage', t('"{0}" is no revision.', revision));
      await session.chooseRevision(revision);
      return {};
    },
    openLink: async ({ href }) => {
      const link = resolveLink(href, pageIn(session, connection));
      if (link === null) throw new LensError('usage', t('Only links of the web and of mail are opened.'));
      await vscode.env.openExternal(vscode.Uri.parse(link, true));
      return {};
    },
    image: async ({ src }, { signal }) => {
      const { access } = connection.client;
      const page = pageIn(session, connection);
      return { data: await loadImage({ src, page, access, find: systemLookup, signal: abortSignal(signal) }) };
    },
  };
}

/** Each button of the page. Waits only for what is done at once. */
function performed(session: DetailsSession, params: DetailsRequestParams): Record<DetailsAction, () => unknown> {
  const { actions, downloads } = params;
  const { id, revision } = session;
  const key = keyOf({ id, revision });
  return {
    downloadAndUse: () => actions.download(id, revision, true),
    use: async () => actions.use(id, revision),
    pause: () => downloads.pause(key),
    resume: () => downloads.resume(key),
    cancel: async () => downloads.cancel(key),
    reveal: async () => actions.reveal(id, await session.folder()),
    delete: async () => actions.askToDelete(id),
    openOnHub: async () => actions.openOnHub(id),
    copyId: async () => actions.copyId(id),
    signIn: async () => vscode.commands.executeCommand('modelLens.signIn'),
    retry: async () => session.load(),
    openConfig: async () => openText(await session.describe()),
    addFavourite: async () => actions.setFavourite(id, true),
    removeFavourite: async () => actions.setFavourite(id, false),
  };
}

async function openText({ configText }: ModelDescription): Promise<void> {
  if (configText === null) throw new LensError('too-big', t('config.json is too long to be shown.'));
  const document = await vscode.workspace.openTextDocument({ language: 'json', content: configText });
  await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preview: true });
}

function pageIn({ id, state }: DetailsSession, { endpoint }: HubConnection): ModelPage {
  const revision = state.info.phase === 'ready' ? state.info.value.commit : 'main';
  return { endpoint, id, revision };
}

function abortSignal(signal: CancellationSignal): AbortSignal {
  const controller = new AbortController();
  signal.onAbort(() => controller.abort());
  return controller.signal;
}
