import type { Placement } from '../../common/contracts/placement';
import { attempt } from '../../common/errors/outcome';
import type { Checkpoint } from '../models/checkpoint';
import { loadModel, type LoadedModel, type LoadOptions } from '../models/loaded-model';
import { storageMemory } from '../models/storage/storage-memory';
import type { LanguageModel } from '../generate/model/language-model';
import { openLanguageModel } from '../generate/model/open-language-model';
import { freeMemory } from './free-memory';

/** `prediction`: what the head gives alone. `inside`: hidden states and attentions, with or without the head. */
export type Slot = 'prediction' | 'inside';

interface Open {
  readonly outputs: LoadOptions['outputs'];
  readonly runs: LoadOptions['runs'];
  readonly model: Promise<LoadedModel>;
}

/** Something that is in memory or on its way there. */
interface Held {
  readonly model: Promise<{ dispose(): Promise<void> }>;
}

/**
 * The sessions of one model: one for predictions, which keeps nothing on the way and so takes little memory, one that
 * gives what is inside, and one that goes on with texts. Weights that several map are in memory once; where they would be
 * there more often and memory is short, the others make room for a session that is opened.
 */
export class ModelSlots {
  readonly #open = new Map<Slot, Open>();
  #language: { readonly model: Promise<LanguageModel> } | undefined;
  /** How much work the language model is kept for. */
  #languageUses = 0;
  #lastUsed: Slot = 'prediction';

  constructor(
    private readonly checkpoint: Checkpoint,
    private readonly options: Required<Pick<LoadOptions, 'device' | 'threads' | 'storage'>>,
  ) {}

  isOpen(slot: Slot): boolean {
    return this.#open.has(slot);
  }

  get isLanguageOpen(): boolean {
    return this.#language !== undefined;
  }

  /**
   * Gives the model that goes on with texts to work; it does not make room for another session meanwhile.
   * @throws LensError that says why it cannot be opened, and what the work throws
   */
  async withLanguage<Value>(work: (model: LanguageModel) => Promise<Value>): Promise<Value> {
    this.#languageUses += 1;
    try {
      return await work(await this.#languageModel());
    } finally {
      this.#languageUses -= 1;
    }
  }

  async #languageModel(): Promise<LanguageModel> {
    this.#language ??= { model: this.#openLanguage(this.#inTheWay([...this.#open.keys()])) };
    try {
      return await this.#language.model;
    } catch (error) {
      // There may be more memory the next time.
      this.#language = undefined;
      throw error;
    }
  }

  async #openLanguage(inTheWay: readonly Held[]): Promise<LanguageModel> {
    for (const each of inTheWay) await dispose(each);
    return openLanguageModel(this.checkpoint, { ...this.options, runs: 'often' });
  }

  /** The session of a slot, loaded when it is not there or gives other results. A failure stays. */
  async get(slot: Slot, outputs: LoadOptions['outputs']): Promise<LoadedModel> {
    this.#lastUsed = slot;
    const open = this.#open.get(slot);
    if (open !== undefined && sameOutputs(open.outputs, outputs)) return open.model;
    // Only what becomes float32 is laid out for many runs; blocks always are.
    return this.#load(slot, outputs, this.options.storage === 'float32' ? 'once' : 'often');
  }

  /** Where the nodes of the session that was used last ran; null on the CPU, and before its first run. */
  async placement(): Promise<Placement | null> {
    const open = this.#open.get(this.#lastUsed);
    const loaded = open === undefined ? undefined : await attempt(() => open.model);
    return loaded?.ok ? loaded.value.placement() : null;
  }

  /** Makes a slot ready for many runs: this loads it anew, in the memory that it gives back. */
  async prepare(slot: Slot, outputs?: LoadOptions['outputs']): Promise<void> {
    const open = this.#open.get(slot);
    const wanted = outputs ?? open?.outputs;
    if (wanted === undefined || (open?.runs === 'often' && sameOutputs(open.outputs, wanted))) return;
    await attempt(() => this.#load(slot, wanted, 'often'));
  }

  /** Makes the slot that was used last ready for many runs. */
  async prepareLastUsed(): Promise<void> {
    await this.prepare(this.#lastUsed);
  }

  #load(slot: Slot, outputs: LoadOptions['outputs'], runs: LoadOptions['runs']): Promise<LoadedModel> {
    const before = this.#open.get(slot);
    const inTheWay = this.#inTheWay([slot === 'inside' ? 'prediction' : 'inside']);
    const language = this.#bothFit() || this.#languageUses > 0 ? undefined : this.#language;
    if (language !== undefined) this.#language = undefined;
    const model = (async () => {
      for (const each of [before, language, ...inTheWay]) await dispose(each);
      return loadModel(this.checkpoint, { ...this.options, outputs, runs });
    })();
    this.#open.set(slot, { outputs, runs, model });
    return model;
  }

  /** Takes those of some slots that make room for another session out of them; none where there is room. */
  #inTheWay(slots: readonly Slot[]): Held[] {
    if (this.#bothFit()) return [];
    return slots.flatMap((slot) => {
      const open = this.#open.get(slot);
      this.#open.delete(slot);
      return open ?? [];
    });
  }

  /**
   * Blocks, and what became float32 or was laid out for many runs, are in memory once for each session; what is mapped is
   * there once for all.
   */
  #bothFit(): boolean {
    const { checkpoint } = this;
    const { storage } = this.options;
    if (storage === '16-bit') return true;
    if (storage !== 'float32' && checkpoint.format === 'safetensors') {
      return storageMemory(checkpoint.record, checkpoint.tensors, storage) < freeMemory();
    }
    const { parameters, weightBytes } = checkpoint.info;
    const bytes = Math.max(weightBytes, (parameters ?? 0) * Float32Array.BYTES_PER_ELEMENT);
    return bytes * 2 < freeMemory();
  }
}

function sameOutputs(a: LoadOptions['outputs'], b: LoadOptions['outputs']): boolean {
  return a === b || (typeof a !== 'string' && typeof b !== 'string' && a.join() === b.join());
}

/** A session that failed to load has nothing to let go of. */
async function dispose(open: Held | undefined): Promise<void> {
  const loaded = open === undefined ? undefined : await attempt(() => open.model);
  if (loaded?.ok) await loaded.value.dispose();
}
