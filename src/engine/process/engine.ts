import { resolve } from 'node:path';
import type { OpenResult } from '../../common/contracts/engine';
import type { Device } from '../../common/contracts/model';
import type { Placement } from '../../common/contracts/placement';
import type { StorageChoice, WeightStorage } from '../../common/contracts/weight-storage';
import { LensError } from '../../common/errors/lens-error';
import { attempt, unwrap, type Outcome } from '../../common/errors/outcome';
import { readCheckpoint, type Checkpoint } from '../models/checkpoint';
import type { InternalsLimits } from '../internals/store/limits';
import { ChatTexts } from '../generate/chat/chat-texts';
import type { LanguageModel } from '../generate/model/language-model';
import { KeptLogits } from '../generate/steps/kept-logits';
import type { LoadedModel } from '../models/loaded-model';
import { chooseStorage } from '../models/storage/choose-storage';
import { openTokenizer, type TextTokenizer } from '../tokenizers/text-tokenizer';
import { freeMemory } from './free-memory';
import { Inspector } from './inspector';
import { LatestTurn } from './latest-turn';
import { ModelSlots } from './model-slots';
import { RunStore } from './run-store';
import { threadCount } from './threads';
import { WordScorer } from './word-scorer';

export interface OpenParams {
  readonly folder: string;
  readonly weights: string | null;
  readonly device: Device;
  readonly threads: number;
  /** How weights are to be kept; what the model or the device has not counts as `auto`, as does nothing. */
  readonly storage?: StorageChoice | undefined;
}

interface Opened {
  /** Where the model lies, and the weights that were asked for. */
  readonly folder: string;
  readonly weights: string | null;
  readonly device: Device;
  readonly threads: number;
  /** How weights are kept. */
  readonly storage: WeightStorage;
  readonly tokenizer: Outcome<TextTokenizer>;
  readonly checkpoint: Outcome<Checkpoint>;
}

/** Bytes; a step of a vocabulary of 50,000 tokens takes 200 kB. */
const mostKeptLogits = 512e6;

/**
 * The one model of a process. Native modules are loaded when they are needed and no sooner (`openTokenizer`,
 * `loadModel`), so that a folder or a platform that they fail on still gets an answer.
 */
export class Engine {
  readonly runs = new RunStore();
  readonly turns = new LatestTurn();
  /** Texts are generated one at a time; between their tokens they let other work have its turn. */
  readonly generations = new LatestTurn();
  readonly chats = new ChatTexts();
  /** What the steps of generated texts were chosen from. */
  readonly keptLogits = new KeptLogits(() => Math.min(mostKeptLogits, freeMemory() / 4));
  readonly words = new WordScorer(this);
  #opening: Promise<Opened> | undefined;
  #slots: ModelSlots | undefined;
  readonly inside: Inspector;

  /** @param limits of memory for what is inside the model; without them by what is free */
  constructor(limits: InternalsLimits | null = null) {
    this.inside = new Inspector(this, limits);
  }

  /** Reads config, weight headers and tokenizer. @throws LensError `internal` the second time */
  async open(params: OpenParams): Promise<OpenResult> {
    if (this.#opening) throw new LensError('internal', 'The engine has opened a model already.');
    this.#opening = open(params);
    const { tokenizer, checkpoint, storage } = await this.#opening;
    return {
      storage,
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
    return this.#slots?.isOpen('prediction') === true || this.#slots?.isOpen('inside') === true;
  }

  /** The sessions of the model. @throws LensError that says why it cannot be run */
  async slots(): Promise<ModelSlots> {
    const { checkpoint, device, threads, storage } = await this.opened();
    this.#slots ??= new ModelSlots(unwrap(checkpoint), { device, threads, storage });
    return this.#slots;
  }

  /** Which nodes of the model the chosen device left to the CPU; null where that is not known yet, and on the CPU. */
  async placement(): Promise<Placement | null> {
    return (await this.#slots?.placement()) ?? null;
  }

  /** The model for predictions, loaded on the first call. A failure stays until the process is started again. */
  async model(): Promise<LoadedModel> {
    return (await this.slots()).get('prediction', 'prediction');
  }

  /**
   * Gives the model that goes on with texts to work, and keeps it in memory while that goes on. It is opened first where it
   * is not there.
   * @param onLoad called before it is opened
   * @throws LensError that says why it cannot be opened, and what the work throws
   */
  async withLanguage<Value>(work: (model: LanguageModel) => Promise<Value>, onLoad?: () => void): Promise<Value> {
    const slots = await this.slots();
    if (!slots.isLanguageOpen) onLoad?.();
    return slots.withLanguage(work);
  }

  /**
   * Makes the model ready for many predictions; the first time this loads it anew, in the memory that it gives back. Must
   * not run beside a run. Failures are those of the next run.
   */
  async prepare(): Promise<void> {
    await attempt(async () => (await this.slots()).prepare('prediction', 'prediction'));
  }

  /** The same for what the model was used for last. */
  async prepareLastUsed(): Promise<void> {
    await this.#slots?.prepareLastUsed();
  }
}

async function open({ folder, weights, device, threads, storage: choice = 'auto' }: OpenParams): Promise<Opened> {
  // Loading a model changes the working directory.
  const path = resolve(folder);
  const [tokenizer, checkpoint] = await Promise.all([
    attempt(() => openTokenizer(path)),
    attempt(() => readCheckpoint(path, weights)),
  ]);
  const storage = checkpoint.ok ? await storageFor(checkpoint.value, choice, device) : 'float32';
  return { folder: path, weights, device, threads: threadCount(threads), storage, tokenizer, checkpoint };
}

async function storageFor(checkpoint: Checkpoint, choice: StorageChoice, device: Device): Promise<WeightStorage> {
  const how = { device, freeBytes: freeMemory() };
  const chosen = await attempt(() => chooseStorage(checkpoint, choice, how));
  return chosen.ok ? chosen.value : chooseStorage(checkpoint, 'auto', how);
}
