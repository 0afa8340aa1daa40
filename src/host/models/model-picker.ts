import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { LensError } from '../../common/errors/lens-error';
import { listCachedModels, type CachedModel } from '../../hub/cache/cached-models';
import { sampleModelName } from '../../hub/models/resolve-model';
import { escapeIcons } from '../platform/escape-icons';
import { modelLabel } from './model-label';
import type { ModelService } from './model-service';

interface ModelItem extends vscode.QuickPickItem {
  /** The name of a model, null for the entry that opens a folder; absent for headings. */
  readonly name?: string | null;
}

/** Asks for a model: the sample, what Python has downloaded, recent folders, any folder. Undefined when dismissed. */
export async function pickModel(models: ModelService, title: string): Promise<string | undefined> {
  const items = modelItems(models);
  const placeHolder = t('Search by name');
  const picked = await vscode.window.showQuickPick(items, { title, placeHolder, matchOnDescription: true });
  if (!picked || picked.name === undefined) return undefined;
  return picked.name ?? (await pickFolder());
}

/** Asks for the folder of a model. Undefined when dismissed. */
export async function pickFolder(): Promise<string | undefined> {
  const folders = await vscode.window.showOpenDialog({
    canSelectFiles: false,
    canSelectFolders: true,
    title: t('Open Model Folder'),
    openLabel: t('Open Model'),
  });
  return folders?.[0] && folderPath(folders[0]);
}

/** The path of a folder. Throws a LensError for one that is on no disk, as in virtual workspaces. */
export function folderPath(folder: vscode.Uri): string {
  if (folder.scheme === 'file') return folder.fsPath;
  throw new LensError(
    'unsupported',
    t('"{0}" is not on a disk.', folder.path),
    t('Models are read from disk: choose a folder there.'),
  );
}

async function modelItems(models: ModelService): Promise<ModelItem[]> {
  const cached = await listCachedModels(models.environment);
  const inUse = models.name;
  const folders = models.recentFolders;
  return [
    item(sampleModelName, inUse, { iconPath: new vscode.ThemeIcon('beaker'), detail: t('Comes with Model Lens.') }),
    ...(cached.length > 0 ? [heading(t('Downloaded by Python'))] : []),
    ...cached.flatMap((model) => cachedItem(model, inUse)),
    ...(folders.length > 0 ? [heading(t('Recent Folders'))] : []),
    ...folders.map((folder) =>
      item(folder, inUse, { iconPath: new vscode.ThemeIcon('folder'), detail: escapeIcons(folder) }),
    ),
    heading(''),
    { label: t('Open Model Folder…'), iconPath: new vscode.ThemeIcon('folder-opened'), name: null },
  ];
}

function cachedItem({ id, bytes, revisions }: CachedModel, inUse: string): ModelItem[] {
  // Repositories of which only a tokenizer or a config was fetched still show tokens.
  const [main] = revisions;
  if (!main) return [];
  const facts = [size(bytes), main.weights ?? t('no weights')];
  return [item(id, inUse, { iconPath: new vscode.ThemeIcon('package'), description: facts.join(' · ') })];
}

function item(name: string, inUse: string, parts: Partial<ModelItem>): ModelItem {
  const description = [parts.description, name === inUse ? t('in use') : ''].filter(Boolean).join(' · ');
  return { label: escapeIcons(modelLabel(name)), name, ...parts, description };
}

function heading(label: string): ModelItem {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

/** Bytes as the Hub writes them: MB are 10^6. */
function size(bytes: number): string {
  return bytes < 1e9 ? `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}
