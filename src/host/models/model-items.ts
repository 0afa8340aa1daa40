import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { listCachedModels, type CachedModel } from '../../hub/cache/cached-models';
import { formatBytes } from '../../common/text/format-bytes';
import { sampleModelName } from '../../hub/models/resolve-model';
import { isRepoId } from '../../hub/names/model-name';
import { escapeIcons } from '../platform/escape-icons';

import { modelLabel } from './model-label';
import type { ModelService } from './model-service';

/** What a person has picked: a model that is here, one to look at on the Hub, or another way to find one. */
export type PickedModel =
  | { readonly kind: 'model'; readonly name: string }
  | { readonly kind: 'details'; readonly id: string }
  | { readonly kind: 'search' | 'folder' };

/** A line of the picker; headings pick nothing. */
export interface ModelItem extends vscode.QuickPickItem {
  readonly picks?: PickedModel;
}

/** The sample, recent, favourite and downloaded models, recent folders, and the ways to find others. Each model once. */
export async function modelItems(models: ModelService): Promise<ModelItem[]> {
  const cached = new Map((await listCachedModels(models.environment)).map((model) => [model.id, model]));
  const { recentModels, favourites, recentFolders } = models.memory;
  const inUse = models.name;
  const sample = { iconPath: new vscode.ThemeIcon('beaker'), detail: t('Comes with Model Lens.') };
  const take = (id: string): CachedModel | undefined => {
    const model = cached.get(id);
    cached.delete(id);
    return model;
  };
  const recent = recentModels.flatMap((id) => cachedItem(take(id), inUse));
  const starred = favourites.flatMap((id) =>
    cached.has(id) ? cachedItem(take(id), inUse) : onHubItem(id, recentModels),
  );
  return [
    modelItem(sampleModelName, inUse, sample),
    ...group(t('Recent'), recent),
    ...group(t('Favourites'), starred),
    ...group(
      t('Downloaded'),
      [...cached.values()].flatMap((model) => cachedItem(model, inUse)),
    ),
    ...group(
      t('Recent Folders'),
      recentFolders.map((folder) => folderItem(folder, inUse)),
    ),
    heading(''),
    {
      label: t('Search the Hub…'),
      iconPath: new vscode.ThemeIcon('search'),
      picks: { kind: 'search' },
      alwaysShow: true,
    },
    { label: t('Open Model Folder…'), iconPath: new vscode.ThemeIcon('folder-opened'), picks: { kind: 'folder' } },
  ];
}

/** The line that looks at a model by its id, for an id that was typed and is none of the items. */
export function typedItem(typed: string, items: readonly ModelItem[]): ModelItem | null {
  const id = typed.trim();
  if (!id.includes('/') || !isRepoId(id) || items.some(({ label }) => label === id)) return null;
  const iconPath = new vscode.ThemeIcon('cloud');
  return { label: t('Look at {0} on the Hub', id), iconPath, picks: { kind: 'details', id }, alwaysShow: true };
}

/** Favourites that were downloaded once and deleted are not offered as recent, but still as favourites. */
function onHubItem(id: string, recentModels: readonly string[]): ModelItem[] {
  const iconPath = new vscode.ThemeIcon('cloud');
  const description = recentModels.includes(id) ? t('no longer on this machine') : t('on the Hub');
  return [{ label: id, iconPath, description, picks: { kind: 'details', id } }];
}

function cachedItem(model: CachedModel | undefined, inUse: string): ModelItem[] {
  // Repositories of which only a tokenizer or a config was fetched still show tokens.
  const main = model?.revisions[0];
  if (!model || !main) return [];
  const facts = [formatBytes(model.bytes), main.weights ?? t('no weights')];
  return [modelItem(model.id, inUse, { iconPath: new vscode.ThemeIcon('package'), description: facts.join(' · ') })];
}

function folderItem(folder: string, inUse: string): ModelItem {
  return modelItem(folder, inUse, { iconPath: new vscode.ThemeIcon('folder'), detail: escapeIcons(folder) });
}

function modelItem(name: string, inUse: string, parts: Partial<ModelItem>): ModelItem {
  const description = [parts.description, name === inUse ? t('in use') : ''].filter(Boolean).join(' · ');
  return { label: escapeIcons(modelLabel(name)), picks: { kind: 'model', name }, ...parts, description };
}

function group(label: string, items: readonly ModelItem[]): readonly ModelItem[] {
  return items.length === 0 ? [] : [heading(label), ...items];
}

function heading(label: string): ModelItem {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}
