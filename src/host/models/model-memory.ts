import type * as vscode from 'vscode';
import type { StorageChoice } from '../../common/contracts/weight-storage';
import { isRepoId } from '../../hub/names/model-name';
import { isInside } from './inside-workspace';
import { storedFolders, storedNames, storedStorages, storedWeights } from './stored-choice';

const keys = {
  folders: 'modelLens.recentFolders',
  models: 'modelLens.recentModels',
  favourites: 'modelLens.favourites',
  downloaded: 'modelLens.downloaded',
  weights: 'modelLens.weights',
  storage: 'modelLens.weightStorage',
} as const;

const mostRecent = 8;
const mostNames = 1000;

/** What is remembered of models for all windows, checked when it is read. */
export class ModelMemory {
  constructor(private readonly state: vscode.Memento) {}

  /** Folders that were opened, the latest first. */
  get recentFolders(): readonly string[] {
    return storedFolders(this.state.get<unknown>(keys.folders));
  }

  /** Ids of the Hub that were used, the latest first. */
  get recentModels(): readonly string[] {
    return this.#names('models');
  }

  /** Ids of the Hub, the latest first. */
  get favourites(): readonly string[] {
    return this.#names('favourites');
  }

  isFavourite(id: string): boolean {
    return this.favourites.includes(id);
  }

  /** True for a model that Model Lens has downloaded: others in the cache are Python's. */
  isOwnDownload(id: string): boolean {
    return this.#names('downloaded').includes(id);
  }

  /** The weights that a person has chosen for a model, by the name under which it is used; null for the usual ones. */
  weightsOf(name: string): string | null {
    return storedWeights(this.state.get<unknown>(keys.weights)).get(name) ?? null;
  }

  /** How a person wants the weights of a model to be kept in memory, by the name under which it is used. */
  storageOf(name: string): StorageChoice {
    return storedStorages(this.state.get<unknown>(keys.storage)).get(name) ?? 'auto';
  }

  async rememberFolder(folder: string): Promise<void> {
    await this.state.update(keys.folders, latestFirst(folder, this.recentFolders, mostRecent));
  }

  /** Remembers no folder any more that lies in another one. */
  async forgetFolders(inside: string): Promise<void> {
    const kept: string[] = [];
    for (const folder of this.recentFolders) if (!(await isInside(folder, [inside]))) kept.push(folder);
    await this.state.update(keys.folders, kept);
  }

  async rememberModel(id: string): Promise<void> {
    await this.state.update(keys.models, latestFirst(id, this.recentModels, mostRecent));
  }

  async setFavourite(id: string, favourite: boolean): Promise<void> {
    await this.#set('favourites', id, favourite);
  }

  async setOwnDownload(id: string, own: boolean): Promise<void> {
    await this.#set('downloaded', id, own);
  }

  async setWeights(name: string, path: string | null): Promise<void> {
    const weights = storedWeights(this.state.get<unknown>(keys.weights));
    weights.delete(name);
    if (path !== null) weights.set(name, path);
    await this.state.update(keys.weights, [...weights].slice(-mostNames));
  }

  async setStorage(name: string, choice: StorageChoice): Promise<void> {
    const storages = storedStorages(this.state.get<unknown>(keys.storage));
    storages.delete(name);
    if (choice !== 'auto') storages.set(name, choice);
    await this.state.update(keys.storage, [...storages].slice(-mostNames));
  }

  #names(key: 'models' | 'favourites' | 'downloaded'): string[] {
    return storedNames(this.state.get<unknown>(keys[key]), isRepoId);
  }

  async #set(key: 'favourites' | 'downloaded', id: string, isIn: boolean): Promise<void> {
    const names = this.#names(key);
    const others = names.filter((name) => name !== id);
    await this.state.update(keys[key], isIn ? latestFirst(id, others, mostNames) : others);
  }
}

function latestFirst(name: string, others: readonly string[], most: number): string[] {
  return [name, ...others.filter((other) => other !== name)].slice(0, most);
}
