import { elementwise } from './select-early';
import { nextIdOf, type GraphRecord, type Operation } from './record';
import type { Value } from './types';

/**
 * A record whose attention result `name`, [batch, heads, query, key], is that of one head alone, [batch, 1, query, key].
 * Scores and softmax are computed for this head only, from its own queries and keys; its numbers are those of the whole.
 * @param head counted from 0; one of the result's
 */
export function oneHead(record: GraphRecord, name: string, head: number): GraphRecord {
  const heads = record.outputs.find((output) => output.name === name)?.value.shape[1];
  if (typeof heads !== 'number' || heads === 1) return record;
  const alone = new Alone(record, heads, head);
  const outputs = record.outputs.map((output) =>
    output.name === name ? { ...output, value: alone.of(output.value) } : output,
  );
  return { ...record, operations: [...record.operations, ...alone.operations], outputs };
}

/** Operations that make one head's part of values, each once. */
class Alone {
  readonly operations: Operation[] = [];
  readonly #made: ReadonlyMap<number, Operation>;
  readonly #known = new Map<number, Value>();
  readonly #heads: number;
  readonly #head: number;
  #nextId: number;

  constructor(record: GraphRecord, heads: number, head: number) {
    this.#made = new Map(record.operations.flatMap((made) => made.outputs.map(({ id }) => [id, made])));
    this.#heads = heads;
    this.#head = head;
    this.#nextId = nextIdOf(record);
  }

  /** The head's part of a value; the value itself where it is the same for all heads. */
  of(value: Value): Value {
    const axis = axisOfHeads(value);
    if (value.shape[axis] !== this.#heads) return value;
    const known = this.#known.get(value.id);
    if (known !== undefined) return known;
    const made = this.#made.get(value.id);
    const inputs = made !== undefined && isByHead(made) ? made.inputs.map((input) => this.of(input)) : null;
    const part: Value = { ...value, id: this.#nextId++, shape: value.shape.with(axis, 1) };
    this.#known.set(value.id, part);
    if (made !== undefined && inputs !== null) this.operations.push({ ...made, inputs, outputs: [part] });
    else this.operations.push({ name: 'slice', inputs: [value], attributes: this.#attributes(axis), outputs: [part] });
    return part;
  }

  #attributes(axis: number): { axis: number; start: number; end: number } {
    return { axis, start: this.#head, end: this.#head + 1 };
  }
}

/** Heads are the third axis from the end, [..., heads, query, key]; inputs are broadcast to results from the end. */
function axisOfHeads({ shape }: Value): number {
  return shape.length - 3;
}

/** Operations that compute each head from the same head of their inputs. */
function isByHead({ name }: Operation): boolean {
  return name === 'matmul' || name === 'softmax' || elementwise.has(name);
}
