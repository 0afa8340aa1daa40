import { resolve } from 'node:path';
import type { OpenResult } from '../../common/contracts/engine';
import type { Device } from '../../common/contracts/model';
import { LensError } from '../../common/errors/lens-error';
import { attempt, unwrap, type Outcome } from '../../common/errors/outcome';
import { readCheckpoint, type Checkpoint } from '../models/checkpoint';
import { loadModel, type LoadedModel } from '../models/loaded-model';
import { openTokenizer, type TextTokenizer } from '../tokenizers/text-tokenizer';
import { LatestTurn } from './latest-turn';
import { RunStore } from './run-store';
import { threadCount } from './threads';

export interface OpenParams {
  readonly folder: string;
  readonly weights: string | null;
  readonly device: Device;
  readonly threads: number;
}

interface Opened {
  /** Where the model lies, and the weights that were asked for. */
  readonly folder: string;
  readonly weights: string | null;
  readonly device: Device;
  readonly threads: number;
  readonly tokenizer: Outcome<TextTokenizer>;
  readonly checkpoint: Outcome<Checkpoint>;
}

/**
 * The one model of a process. Native modules are loaded when they are needed and no sooner (`openTokenizer`,
 * `loadModel`), so that a folder or a platform that they fail on still gets an answer.
 */
export class Engine {
  readonly runs = new RunStore();
  readonly turns = new LatestTurn();
  #opening: Promise<Opened> | undefined;
  #loading: Promise<LoadedModel> | undefined;
  #prepared = false;

  /** Reads config, weight headers and tokenizer. @throws LensError `internal` the second time */
  async open(params: OpenParams): Promise<OpenResult> {
    if (this.#opening) throw new LensError('internal', 'The engine has opened a model already.');
    this.#opening = open(params);
    const { tokenizer, checkpoint } = await this.#opening;
    return {
      tokenizer: tokenizer.ok ? { ok: true, value: tokenizer.value.info } : tokenizer,
      model: checkpoint.ok ? { ok: true, value: checkpoint.value.info } : checkpoint,
    };
  }

  /** What `open` found. @throws LensError `internal` before `open` */
  async opened(): Promise<Opened> {
    if (!this.#opening) throw new LensError('internal', 'The engine has not opened a model yet.');
    return this.#opening;
  }

  /** @throws LensError that says why the folder has no usable tokenizer */
  async tokenizer(): Promise<TextTokenizer> {
    return unwrap((await this.opened()).tokenizer);
  }

  /** True once the weights are in memory or on their way there. */
  get loaded(): boolean {
    return this.#loading !== undefined;
  }

  /** The model, loaded on the first call. A failure stays until the process is started again. */
  async model(): Promise<LoadedModel> {
    const { checkpoint, device, threads } = await this.opened();
    this.#loading ??= loadModel(unwrap(checkpoint), { device, threads, outputs: 'prediction', runs: 'once' });
    return this.#loading;
  }

  /**
   * Makes the model ready for many runs; the first time this loads it anew, in the memory that it gives back. Must not
   * run beside a run. Failures are those of the next run.
   */
  async prepare(): Promise<void> {
    const { checkpoint, device, threads } = await this.opened();
    if (this.#prepared || !checkpoint.ok) return;
    this.#prepared = true;
    const before = this.#loading;
    this.#loading = (async () => {
      await (await before)?.dispose();
      return loadModel(checkpoint.value, { device, threads, outputs: 'prediction', runs: 'often' });
    })();
    await attempt(() => this.#loading);
  }
}

async function open({ folder, weights, device, threads }: OpenParams): Promise<Opened> {
  // Loading a model changes the working directory.
  const path = resolve(folder);
  const [tokenizer, checkpoint] = await Promise.all([
    attempt(() => openTokenizer(path)),
    attempt(() => readCheckpoint(path, weights)),
  ]);
  return { folder: path, weights, device, threads: threadCount(threads), tokenizer, checkpoint };
}
