import { Graph } from '../../graph/graph';
import { nextIdOf, type GraphRecord, type NamedValue, type Operation } from '../../graph/record';
import type { Dim, Shape, Value } from '../../graph/types';
import { WordStream } from '../random/word-stream';

/** Random words are compared by halves, so that a rate is one of so many steps. */
const steps = 65_536;

/** A mask that every step draws anew. */
export interface MaskPlace {
  /** The inputs of the graph that take it. */
  readonly inputs: readonly [string, string];
  readonly shape: Shape;
  /** Of how many steps numbers are kept: a number is kept with the probability kept / 65536. */
  readonly kept: number;
}

/** The record with its places of dropout given masks, which are inputs; numbers that are kept are scaled up. */
export function withMasks(record: GraphRecord): { record: GraphRecord; places: readonly MaskPlace[] } {
  const places: MaskPlace[] = [];
  const inputs: NamedValue[] = [];
  let nextId = nextIdOf(record);
  const operations = record.operations.map((operation): Operation => {
    if (operation.name !== 'dropout') return operation;
    const [x] = operation.inputs;
    if (x === undefined) return operation;
    const kept = Math.max(1, Math.round((1 - operation.attributes.rate) * steps));
    const names = [`mask.${places.length}`, `mask.${places.length}.again`] as const;
    places.push({ inputs: names, shape: x.shape, kept });
    const masks = names.map((): Value => ({ id: nextId++, dtype: 'uint8', shape: x.shape }));
    inputs.push(...masks.map((value, index) => ({ name: names[index] ?? '', value })));
    return { ...operation, name: 'applyMask', inputs: [x, ...masks], attributes: { scale: steps / kept } };
  });
  return { record: new Graph({ ...record, inputs: [...record.inputs, ...inputs], operations }).finish(), places };
}

/** What the masks of a micro-batch follow from. */
export interface MaskOrigin {
  readonly seed: number;
  readonly step: number;
  readonly microBatch: number;
}

/** Draws masks into memory that is used again at every step. */
export class MaskSource {
  readonly #places: readonly MaskPlace[];
  #memory = new Uint8Array(0);

  constructor(places: readonly MaskPlace[]) {
    this.#places = places;
  }

  /**
   * The masks by the names of the graph's inputs; 0 where a number is dropped, else 1. They are valid until the next call.
   * @param sizes of the open axes by name
   */
  draw(sizes: ReadonlyMap<string, number>, { seed, step, microBatch }: MaskOrigin) {
    const shapes = this.#places.map(({ shape }) => shape.map((dim) => sizeOf(dim, sizes)));
    const lengths = shapes.map((shape) => shape.reduce((a, b) => a * b, 1));
    const total = lengths.reduce((a, b) => a + b, 0);
    if (this.#memory.length < total) this.#memory = new Uint8Array(total);
    let start = 0;
    return this.#places.flatMap(({ inputs, kept }, place) => {
      const data = this.#memory.subarray(start, (start += lengths[place] ?? 0));
      fillMask(data, kept, new WordStream('dropout', seed, [step, microBatch, place]));
      return inputs.map((name) => [name, { data, dims: shapes[place] ?? [] }] as const);
    });
  }
}

/** Keeps each number with the probability kept / 65536. */
export function fillMask(mask: Uint8Array, kept: number, words: WordStream): void {
  const even = mask.length & ~1;
  for (let index = 0; index < even; index += 2) {
    const word = words.next();
    mask[index] = Number((word & 0xffff) < kept);
    mask[index + 1] = Number(word >>> 16 < kept);
  }
  if (even < mask.length) mask[even] = Number((words.next() & 0xffff) < kept);
}

/** The size of an axis such as `batch*sequence`. */
function sizeOf(dim: Dim, sizes: ReadonlyMap<string, number>): number {
  if (typeof dim === 'number') return dim;
  return dim.split('*').reduce((product, factor) => product * (sizes.get(factor) ?? Number(factor)), 1);
}
