import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { toErrorData } from '../../../common/errors/lens-error';
import { parseModelName } from '../../../hub/names/model-name';
import { manageAccount, signIn, signOut } from '../account/account-commands';
import { revealFolder } from '../actions/reveal-folder';
import type { Hub } from '../hub';
import { hubIdOfNode, ModelTreeItem } from '../tree/model-tree-item';
import type { ModelNode } from '../tree/model-nodes';
import { askForWeights } from '../weights/choose-weights';
import type { HubCommand } from './command-names';
import { modelIdOf } from './model-argument';

type HubCommands = Readonly<Record<HubCommand, (argument: unknown) => unknown>>;

/** What the commands of the Hub do; errors are told by whoever runs them. */
export function hubCommands(hub: Hub): HubCommands {
  const { actions, parts } = hub;
  const { downloads, search } = parts;
  const showDetailsOf = (id: string): void => hub.details.open(id, null, false);
  const onModel =
    (run: (id: string) => unknown) =>
    (argument: unknown): unknown => {
      const id = modelIdOf(argument);
      return id === null ? undefined : run(id);
    };
  return {
    searchHub: (task) => hub.focusSearch(typeof task === 'string' ? task : null),
    refreshSearch: () => search.search(search.state.query),
    showDetails: async (argument) => showDetails(hub, argument),
    signIn: async () => signIn(parts),
    signOut: async () => signOut(parts),
    account: async () => manageAccount(parts),
    chooseWeights: async () => askForWeights({ ...parts, showDetails: showDetailsOf }),
    refreshModels: () => hub.cacheChanged(),
    downloadModel: onModel((id) => actions.download(id, null, false)),
    useModel: async (argument) => use(hub, argument),
    showModelConfig: async (argument) => showConfig(hub, argument),
    openOnHub: onModel(async (id) => actions.openOnHub(id)),
    revealModel: async (argument) => reveal(hub, argument),
    copyModelId: onModel(async (id) => actions.copyId(id)),
    addFavourite: onModel(async (id) => actions.setFavourite(id, true)),
    removeFavourite: onModel(async (id) => actions.setFavourite(id, false)),
    deleteModel: onModel(async (id) => actions.askToDelete(id)),
    pauseDownload: (argument) => onDownload(argument, (key) => downloads.pause(key)),
    resumeDownload: (argument) => {
      const node = nodeOf(argument);
      if (node?.kind === 'partial') actions.download(node.id, null, false);
      else onDownload(argument, (key) => downloads.resume(key));
    },
    cancelDownload: async (argument) => {
      const node = nodeOf(argument);
      if (node?.kind === 'partial') await downloads.discardLeftovers(node.id);
      else await onDownload(argument, (key) => downloads.cancel(key));
    },
    clearDownloads: () => downloads.clear(),
  };
}

/** The Lens shows the model in use; of another one its page does, and what has no page is used. */
async function showConfig(hub: Hub, argument: unknown): Promise<void> {
  const node = nodeOf(argument);
  if (!node || !('name' in node)) return;
  const id = hubIdOfNode(node);
  if (!node.inUse && id !== null) {
    hub.details.open(id, null, false);
    return;
  }
  if (!node.inUse) await use(hub, argument);
  await vscode.commands.executeCommand('modelLens.showConfig');
}

function nodeOf(argument: unknown): ModelNode | undefined {
  return argument instanceof ModelTreeItem ? argument.node : undefined;
}

function onDownload(argument: unknown, run: (key: string) => unknown): unknown {
  const node = nodeOf(argument);
  return node?.kind === 'download' ? run(node.download.key) : undefined;
}

async function showDetails(hub: Hub, argument: unknown): Promise<void> {
  const name = modelIdOf(argument) ?? (typeof argument === 'string' ? argument : await askForName());
  if (name === undefined || name.trim() === '') return;
  const { id, revision } = parseModelName(name.trim());
  hub.details.open(id, revision === 'main' ? null : revision, false);
}

function askForName(): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: t('Show Model Details'),
    prompt: t('The id of a model on the Hub, with @ and a revision where another one than main is meant.'),
    placeHolder: 'distilbert/distilbert-base-uncased',
    validateInput: (text) => (text.trim() === '' ? undefined : problemOf(text.trim())),
  });
}

function problemOf(name: string): string | undefined {
  try {
    parseModelName(name);
    return undefined;
  } catch (error) {
    return toErrorData(error).message;
  }
}

async function use({ actions, parts: { models } }: Hub, argument: unknown): Promise<void> {
  const node = nodeOf(argument);
  if (node?.kind === 'folder') await models.chooseFolder(node.name);
  else if (node && 'name' in node) await models.choose(node.name);
  else {
    const id = modelIdOf(argument);
    if (id !== null) await actions.use(id, null);
  }
}

async function reveal({ actions }: Hub, argument: unknown): Promise<void> {
  const node = nodeOf(argument);
  if (node?.kind === 'folder') await revealFolder(node.name);
  const id = node ? hubIdOfNode(node) : modelIdOf(argument);
  if (id !== null) await actions.reveal(id);
}
