import { LensError } from '../../../common/errors/lens-error';
import type { TrainableParameter } from '../trainable-model';
import type { GradientPlace } from './training-graph';

/** The results of one step by name. */
export type StepResults = Readonly<Record<string, { readonly data: unknown }>>;

/**
 * Gradients by parameter from the results of a step. A table whose gradient comes by rows has an array of its own, in which
 * only the rows of the step before are set back to zero; it is in shared memory, so that an optimizer leaves it here.
 */
export class GradientCollector {
  readonly #parameters: ReadonlyMap<string, TrainableParameter>;
  readonly #tables = new Map<string, { readonly data: Float32Array; touched: Set<number> }>();

  constructor(parameters: readonly TrainableParameter[]) {
    this.#parameters = new Map(parameters.map((parameter) => [parameter.name, parameter]));
  }

  collect(places: readonly GradientPlace[], results: StepResults): Map<string, Float32Array> {
    return new Map(places.map((place) => [place.parameter, this.#gradientOf(place, results)]));
  }

  #gradientOf({ parameter, whole, rows }: GradientPlace, results: StepResults): Float32Array {
    const data = whole === null ? this.#clearedTable(parameter) : floatsOf(results, whole);
    const size =
      this.#parameters
        .get(parameter)
        ?.shape.slice(1)
        .reduce((a, b) => a * b, 1) ?? 0;
    const touched = this.#tables.get(parameter)?.touched;
    for (const { ids, vectors, paddingIndex } of rows) {
      addRows(data, size, idsOf(results, ids), floatsOf(results, vectors), paddingIndex, touched);
    }
    return data;
  }

  #clearedTable(name: string): Float32Array {
    const shape = this.#parameters.get(name)?.shape ?? [];
    const known = this.#tables.get(name);
    if (known === undefined) {
      const length = shape.reduce((a, b) => a * b, 1);
      const data = new Float32Array(new SharedArrayBuffer(length * Float32Array.BYTES_PER_ELEMENT));
      this.#tables.set(name, { data, touched: new Set() });
      return data;
    }
    const size = shape.slice(1).reduce((a, b) => a * b, 1);
    for (const row of known.touched) known.data.fill(0, row * size, (row + 1) * size);
    known.touched.clear();
    return known.data;
  }
}

/** Adds vectors to the rows of their ids, except to the row that is not trained. Negative ids count from the end. */
function addRows(
  table: Float32Array,
  size: number,
  ids: BigInt64Array,
  vectors: Float32Array,
  paddingIndex: number | null,
  touched: Set<number> | undefined,
): void {
  const count = table.length / size;
  const fromStart = (id: number): number => (id < 0 ? id + count : id);
  const padding = paddingIndex === null ? -1 : fromStart(paddingIndex);
  for (let index = 0; index < ids.length; index++) {
    const row = fromStart(Number(ids[index]));
    if (row === padding) continue;
    touched?.add(row);
    const [to, from] = [row * size, index * size];
    for (let at = 0; at < size; at++) table[to + at] = (table[to + at] as number) + (vectors[from + at] as number);
  }
}

function floatsOf(results: StepResults, name: string): Float32Array {
  const data = results[name]?.data;
  if (data instanceof Float32Array) return data;
  throw new LensError('internal', `A training step gave no ${name}.`);
}

function idsOf(results: StepResults, name: string): BigInt64Array {
  const data = results[name]?.data;
  if (data instanceof BigInt64Array) return data;
  throw new LensError('internal', `A training step gave no ${name}.`);
}
