import { t } from '@vscode/l10n';
import { isAbsolute } from 'node:path';
import * as vscode from 'vscode';
import { listCachedModels, type CachedModel } from '../../hub/cache/cached-models';
import { formatBytes } from '../../common/text/format-bytes';
import { sampleModelName } from '../../hub/models/resolve-model';
import { isRepoId } from '../../hub/names/model-name';
import { escapeIcons } from '../platform/escape-icons';
import { modelLabel } from './model-label';
import type { ModelService } from './model-service';
import { orderModels, type ModelGroup } from './model-order';

/** What a person has picked: a model that is here, one to look at on the Hub, or another way to find one. */
export type PickedModel =
  | { readonly kind: 'model'; readonly name: string }
  | { readonly kind: 'details'; readonly id: string }
  | { readonly kind: 'search' | 'folder' };

/** A line of the picker; headings pick nothing. */
export interface ModelItem extends vscode.QuickPickItem {
  readonly picks?: PickedModel;
}

/**
 * The model in use, then recent and favourite ones, the sample, what is downloaded by name, recent folders, and the ways
 * to find others. Each model once.
 */
export async function modelItems(models: ModelService): Promise<ModelItem[]> {
  const cached = new Map((await listCachedModels(models.environment)).map((model) => [model.id, model]));
  const { recentModels, favourites, recentFolders } = models.memory;
  const known = { inUse: models.name, cached: [...cached.keys()], recentModels, favourites, recentFolders };
  const itemOf = (name: string): ModelItem => {
    const model = cached.get(name);
    if (name === sampleModelName) return sampleItem();
    if (isAbsolute(name)) return folderItem(name);
    if (model) return cachedItem(model);
    return name === models.name ? itemOfName(name) : onHubItem(name, recentModels);
  };
  return [
    ...orderModels(known).flatMap(({ group, names }) => {
      const items = names.map(itemOf);
      return group === 'in-use' ? items.map(inUse) : [heading(groupName(group)), ...items];
    }),
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

function groupName(group: Exclude<ModelGroup, 'in-use'>): string {
  const names = {
    recent: t('Recent'),
    favourites: t('Favourites'),
    sample: t('Sample'),
    downloaded: t('Downloaded'),
    folders: t('Recent Folders'),
  };
  return names[group];
}

function inUse(item: ModelItem): ModelItem {
  return { ...item, description: [item.description, t('in use')].filter(Boolean).join(' · ') };
}

function sampleItem(): ModelItem {
  return modelItem(sampleModelName, {
    iconPath: new vscode.ThemeIcon('beaker'),
    detail: t('Comes with Model Lens.'),
  });
}

/** The line that looks at a model by its id, for an id that was typed and is none of the items. */
export function typedItem(typed: string, items: readonly ModelItem[]): ModelItem | null {
  const id = typed.trim();
  if (!id.includes('/') || !isRepoId(id) || items.some(({ label }) => label === id)) return null;
  const iconPath = new vscode.ThemeIcon('cloud');
  return { label: t('Look at {0} on the Hub', id), iconPath, picks: { kind: 'details', id }, alwaysShow: true };
}

/** Favourites that were downloaded once and deleted are not offered as recent, but still as favourites. */
function onHubItem(id: string, recentModels: readonly string[]): ModelItem {
  const iconPath = new vscode.ThemeIcon('cloud');
  const description = recentModels.includes(id) ? t('no longer on this machine') : t('on the Hub');
  return { label: id, iconPath, description, picks: { kind: 'details', id } };
}

function cachedItem({ id, bytes, revisions: [main] }: CachedModel): ModelItem {
  // Repositories of which only a tokenizer, a config or an adapter was fetched still show tokens.
  const facts = [formatBytes(bytes), main?.weights ?? t('no weights to run')];
  return modelItem(id, { iconPath: new vscode.ThemeIcon('package'), description: facts.join(' · ') });
}

/** The model in use where the cache lists none of its name: a revision, or one that was deleted. */
function itemOfName(name: string): ModelItem {
  return modelItem(name, { iconPath: new vscode.ThemeIcon('package') });
}

function folderItem(folder: string): ModelItem {
  return modelItem(folder, { iconPath: new vscode.ThemeIcon('folder'), detail: escapeIcons(folder) });
}

function modelItem(name: string, parts: Partial<ModelItem>): ModelItem {
  return { label: escapeIcons(modelLabel(name)), picks: { kind: 'model', name }, ...parts };
}

function heading(label: string): ModelItem {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}
