import { join } from 'node:path';
import * as vscode from 'vscode';
import { deviceNames, type Device } from '../../common/contracts/model';
import type { StorageChoice } from '../../common/contracts/weight-storage';
import { LensError } from '../../common/errors/lens-error';
import { look } from '../../hub/files/look';
import { resolveModel, sampleModelName, type ResolveContext, type ResolvedModel } from '../../hub/models/resolve-model';
import type { Environment } from '../../hub/env';
import { DisposableStore } from '../platform/disposable-store';
import { readSettings } from '../platform/settings';
import type { ChosenModel } from './chosen-model';
import { hubIdOf } from './hub-id';
import { isInside } from './inside-workspace';
import { MissingModelError } from './missing-model';
import { modelLabel } from './model-label';
import { ModelMemory } from './model-memory';
import { storedModel } from './stored-choice';
import { checkTrust } from './trust-rule';

const modelKey = 'modelLens.model';
const deviceKey = 'modelLens.device';

/** The model and device in use: kept for all windows, the sample on the CPU until something else is chosen. */
export class ModelService implements vscode.Disposable {
  /** What is remembered of models beside the choice. */
  readonly memory: ModelMemory;
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new vscode.EventEmitter<void>());
  readonly #favouritesChanged = this.#store.add(new vscode.EventEmitter<void>());
  readonly #state: vscode.Memento;
  readonly #sampleFolder: string;
  readonly onDidChange = this.#changed.event;
  readonly onDidChangeFavourites = this.#favouritesChanged.event;

  constructor(context: Pick<vscode.ExtensionContext, 'globalState' | 'extensionUri'>) {
    this.#state = context.globalState;
    this.memory = new ModelMemory(context.globalState);
    this.#sampleFolder = vscode.Uri.joinPath(context.extensionUri, 'media', 'sample-model').fsPath;
  }

  /** The name under which the model was chosen: `sample`, an absolute folder, or a Hub id with or without a revision. */
  get name(): string {
    return storedModel(this.#state.get<unknown>(modelKey));
  }

  get device(): Device {
    const stored = this.#state.get<unknown>(deviceKey);
    return deviceNames.find((device) => device === stored) ?? 'cpu';
  }

  /** Where the sample lies. */
  get sampleFolder(): string {
    return this.#sampleFolder;
  }

  /** Environment in which the Hub's cache is looked for: Python's variables, or the folder of the setting. */
  get environment(): Environment {
    const { hubCache } = readSettings();
    return hubCache === null ? process.env : { ...process.env, HF_HUB_CACHE: hubCache };
  }

  /** Uses a model from now on. */
  async choose(name: string): Promise<void> {
    const id = hubIdOf(name);
    if (id !== null) await this.memory.rememberModel(id);
    await this.#state.update(modelKey, name);
    this.#changed.fire();
  }

  /** Uses the model of a folder from now on, and remembers the folder. */
  async chooseFolder(folder: string): Promise<void> {
    await this.memory.rememberFolder(folder);
    await this.choose(folder);
  }

  /** Uses nothing of a folder that is about to go: the sample takes the place of a model in it. */
  async forgetFolder(folder: string): Promise<void> {
    await this.memory.forgetFolders(folder);
    if (await isInside(this.name, [folder])) await this.choose(sampleModelName);
  }

  /** Runs models on a device from now on. */
  async chooseDevice(device: Device): Promise<void> {
    await this.#state.update(deviceKey, device);
    this.#changed.fire();
  }

  /** Uses certain weights of a model from now on; null leaves the choice to the engine. */
  async chooseWeights(name: string, path: string | null): Promise<void> {
    if (this.memory.weightsOf(name) === path) return;
    await this.memory.setWeights(name, path);
    if (name === this.name) this.#changed.fire();
  }

  /** Keeps the weights of a model in memory in a certain way from now on. */
  async chooseStorage(name: string, choice: StorageChoice): Promise<void> {
    if (this.memory.storageOf(name) === choice) return;
    await this.memory.setStorage(name, choice);
    if (name === this.name) this.#changed.fire();
  }

  async setFavourite(id: string, favourite: boolean): Promise<void> {
    await this.memory.setFavourite(id, favourite);
    this.#favouritesChanged.fire();
  }

  /** The model in use, found on disk. Throws a LensError when it is not there or not trusted. */
  async current(): Promise<ChosenModel> {
    return { ...(await this.find(this.name)), device: this.device };
  }

  /** A model by name, found on disk, on the CPU. Throws a LensError when it is not there or not trusted. */
  async find(name: string): Promise<ChosenModel> {
    // A name is never meant relative to the folder that VS Code happened to start in.
    const context = { env: this.environment, sampleFolder: this.#sampleFolder, cwd: this.#sampleFolder };
    const resolved = await this.#resolve(name, context);
    await checkTrust(resolved.folder, {
      trusted: vscode.workspace.isTrusted,
      folders: (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.fsPath),
    });
    const id =
      resolved.origin === 'cache' ? resolved.id : modelLabel(resolved.origin === 'sample' ? sampleModelName : name);
    const weights = await this.#weightsIn(resolved.folder, name);
    return { resolved: { ...resolved, id }, weights, storage: this.memory.storageOf(name), device: 'cpu' };
  }

  dispose(): void {
    this.#store.dispose();
  }

  async #resolve(name: string, context: ResolveContext): Promise<ResolvedModel> {
    try {
      return await resolveModel(name, context);
    } catch (error) {
      const isMissing = error instanceof LensError && error.code === 'not-found' && hubIdOf(name) !== null;
      throw isMissing ? new MissingModelError(name) : error;
    }
  }

  /** The weights that were chosen for a model. Those that are no longer there count as not chosen. */
  async #weightsIn(folder: string, name: string): Promise<string | null> {
    const path = this.memory.weightsOf(name);
    return path !== null && (await look(join(folder, path)))?.isFile() ? path : null;
  }
}
