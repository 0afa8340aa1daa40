import { sep } from 'node:path';
import type { EngineContract, OpenResult } from '../../common/contracts/engine';
import type { Device } from '../../common/contracts/model';
import type { StorageChoice } from '../../common/contracts/weight-storage';
import { LensError } from '../../common/errors/lens-error';
import type { ParamsOf, ProgressOf, RequestName, ResultOf } from '../../common/rpc/contract';
import { EngineProcess, type EngineProcessOptions, type EngineRequestOptions } from './engine-process';
import type { EngineExit } from './exit-reason';
import { memoryIsShort } from './memory-pressure';

/** A model as a process opens it. `weights` is a file of the folder (null: the usual one), `threads` 0 one a core. */
export interface EngineModel {
  readonly folder: string;
  readonly weights: string | null;
  readonly device: Device;
  readonly threads: number;
  /** How weights are kept in memory; `auto` where nothing is said. */
  readonly storage?: StorageChoice;
}

export interface EnginePoolOptions extends EngineProcessOptions {
  /** How many processes may live at a time; two let two models be compared. */
  readonly maxProcesses: number;
  readonly isMemoryShort?: () => boolean;
}

/** A process that has opened its model. Runs are found again only in the process that made them. */
export class Engine {
  constructor(
    readonly model: EngineModel,
    readonly opened: OpenResult,
    readonly process: EngineProcess,
  ) {}

  /** See {@link EngineProcess.request}. */
  request<Name extends RequestName<EngineContract>>(
    method: Name,
    params: ParamsOf<EngineContract, Name>,
    options?: EngineRequestOptions<ProgressOf<EngineContract, Name>>,
  ): Promise<ResultOf<EngineContract, Name>> {
    return this.process.request(method, params, options);
  }
}

interface Entry {
  readonly model: EngineModel;
  readonly process: EngineProcess;
  readonly engine: Promise<Engine>;
}

/** Engine processes by model: one each, started on first use and again after a crash; the least recently used goes first. */
export class EnginePool {
  /** In order of use, the least recent first. */
  readonly #entries = new Map<string, Entry>();
  readonly #listeners = new Set<(model: EngineModel, exit: EngineExit) => void>();
  #disposed = false;

  constructor(private readonly options: EnginePoolOptions) {}

  /**
   * The engine of a model.
   * @throws LensError `gone` when its process ended before it was ready, or the pool was disposed
   */
  async get(model: EngineModel): Promise<Engine> {
    if (this.#disposed) throw new LensError('gone', 'Model Lens was closed.');
    const key = JSON.stringify([model.folder, model.weights, model.device, model.threads, model.storage]);
    const known = this.#entries.get(key);
    const entry = known && !known.process.exit ? known : this.#start(key, model);
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry.engine;
  }

  /** The numbers in the system of the processes that are up. */
  get pids(): number[] {
    return [...this.#entries.values()].flatMap(({ process: { pid, exit } }) =>
      pid === undefined || exit ? [] : [pid],
    );
  }

  /** Unloads all models: their memory is back, their files can be changed or deleted. Gives how many there were. */
  releaseAll(): number {
    const loaded = [...this.#entries];
    for (const [key, { process }] of loaded) this.#end(key, process);
    return loaded.length;
  }

  /** Unloads the models that lie in a folder. Resolves when their processes have ended: their files can be deleted then. */
  async release(folder: string): Promise<void> {
    const loaded = [...this.#entries].filter(([, { model }]) => `${model.folder}${sep}`.startsWith(`${folder}${sep}`));
    const ended = loaded.map(([key, { process }]) => {
      const end = new Promise<void>((resolve) => process.onExit(() => resolve()));
      this.#end(key, process);
      return end;
    });
    await Promise.all(ended);
  }

  /** Told when a process ended, expected or not. Gives a function that lets go. */
  onExit(listener: (model: EngineModel, exit: EngineExit) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Ends all processes. */
  dispose(): void {
    this.#disposed = true;
    for (const [key, { process }] of this.#entries) this.#end(key, process);
  }

  #start(key: string, model: EngineModel): Entry {
    this.#makeRoom();
    const process = EngineProcess.start(this.options);
    process.onExit((exit) => {
      if (this.#entries.get(key)?.process === process) this.#entries.delete(key);
      for (const listener of [...this.#listeners]) listener(model, exit);
    });
    return { model, process, engine: openEngine(process, model) };
  }

  /** Idle processes go before those that compute. Short memory costs one: what it frees is known only once it ended. */
  #makeRoom(): void {
    const isShort = this.options.isMemoryShort ?? memoryIsShort;
    if (this.#entries.size > 0 && isShort()) this.#endOne();
    while (this.#entries.size >= Math.max(1, this.options.maxProcesses)) this.#endOne();
  }

  #endOne(): void {
    const entries = [...this.#entries];
    const [key, entry] = entries.find(([, { process }]) => !process.busy) ?? entries[0] ?? [];
    if (key !== undefined && entry) this.#end(key, entry.process);
  }

  #end(key: string, process: EngineProcess): void {
    this.#entries.delete(key);
    process.dispose();
  }
}

async function openEngine(process: EngineProcess, model: EngineModel): Promise<Engine> {
  try {
    return new Engine(model, await process.request('open', model), process);
  } catch (error) {
    process.dispose();
    throw error;
  }
}
