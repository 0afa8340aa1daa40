import type { AttentionGrid } from '../../../../src/common/contracts/internals/attention';
import type { AttentionStack, Internals } from '../../../../src/common/contracts/internals/stacks';
import type { ErrorData } from '../../../../src/common/errors/lens-error';
import { Kept } from '../../../shared/store/kept';
import { InternalsQuestion, type InternalsParams } from '../../internals/internals-question';
import type { StoreElement } from '../../store/store-element';
import { gridOfLayers, wholeGrid, type ShownGrid } from './shown-grid';

/** Layers, the last one exclusive. */
export type LayerRange = readonly [from: number, to: number];

/** How the grid of all heads stands. */
export interface GridStand {
  /** Null as long as no layer is here. */
  readonly grid: ShownGrid | null;
  readonly failure: ErrorData | null;
  /** What the engine is at, once it takes long. */
  readonly progress: string | null;
  /** Nothing more will come: all layers are here, or one of them failed. */
  readonly settled: boolean;
}

type Asked = Omit<InternalsParams<'attentionGrid'>, 'layer' | 'of' | 'kind'>;

/**
 * Asks for the thumbnails of all heads: at once where that is soon done, else a layer at a time. What is in view comes
 * first, from the top, and a layer that was scrolled out of it is given up for one that is in it.
 */
export class GridSource {
  readonly #question: InternalsQuestion<'attentionGrid'>;
  readonly #whole = new Kept<ShownGrid>();
  readonly #layers = new Kept<ShownGrid>();
  #inView: LayerRange = [0, 1];
  #key = '';
  #answers = new Map<number, AttentionGrid>();
  #current = -1;

  constructor(host: StoreElement) {
    this.#question = new InternalsQuestion(host, 'attentionGrid');
  }

  /** Takes the layers that are in view. */
  see(inView: LayerRange): void {
    this.#inView = inView;
  }

  /** @param atOnce whether all layers are asked for in one question */
  ask(asked: Asked, stack: AttentionStack, atOnce: boolean): GridStand {
    const params = { ...asked, kind: stack.kind, of: 'weights' as const };
    if (!atOnce) return this.#askByLayer(params, stack);
    const { value, failure, progress } = this.#question.ask(params);
    const grid = value && this.#whole.get([value], () => wholeGrid(value));
    return { grid, failure, progress, settled: value !== null || failure !== null };
  }

  #askByLayer(params: InternalsParams<'attentionGrid'>, stack: AttentionStack): GridStand {
    const key = JSON.stringify(params);
    if (key !== this.#key) {
      this.#key = key;
      this.#answers = new Map();
    }
    const missing = this.#missing(params, stack.layers);
    this.#current = nextLayer(missing, this.#inView, this.#current);
    const { failure, progress } = this.#question.ask(this.#current < 0 ? null : { ...params, layer: this.#current });
    const { size } = this.#answers;
    const grid = size === 0 ? null : this.#layers.get([key, size], () => gridOfLayers(stack, this.#answers));
    return { grid, failure, progress, settled: missing.length === 0 || failure !== null };
  }

  /** The layers that are not here, those that were answered before taken in. */
  #missing(params: InternalsParams<'attentionGrid'>, layers: number): number[] {
    const missing: number[] = [];
    for (let layer = 0; layer < layers; layer += 1) {
      const known = this.#answers.get(layer) ?? this.#question.known({ ...params, layer });
      if (known) this.#answers.set(layer, known);
      else missing.push(layer);
    }
    return missing;
  }
}

/** Most weights of all heads together whose thumbnails are asked for in one question; they take a tenth of a second. */
const mostAtOnce = 4_000_000;

/** Whether the grid of a stack is soon done: its layers are kept, and few. */
export function isSoonDone(
  { layers, heads, queries, keys }: AttentionStack,
  { kept, tokens }: Pick<Internals, 'kept' | 'tokens'>,
): boolean {
  return kept && layers * heads * tokens[queries] * tokens[keys] <= mostAtOnce;
}

/** The layer to ask for: the first one in view, else the first of all; the one that is asked for stays while it may. */
export function nextLayer(missing: readonly number[], [from, to]: LayerRange, current: number): number {
  const inView = missing.filter((layer) => layer >= from && layer < to);
  const wanted = inView.length > 0 ? inView : missing;
  return wanted.includes(current) ? current : (wanted[0] ?? -1);
}
