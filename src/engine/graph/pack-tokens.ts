import { elementwise, rowwise } from './select-early';
import { Graph } from './graph';
import { nextIdOf, type GraphRecord, type Operation } from './record';
import type { Value } from './types';

/** Inputs that say which places of [batch, sequence] hold tokens. */
export const packingInputs = {
  /** int64 [tokens]: the places in row order, batch and sequence as one axis. */
  places: 'token_places',
  /** int64 [batch, sequence]: the number of the token at a place; at padding that of any token. */
  rows: 'token_rows',
  /** float32 [batch, sequence, 1]: 1 where there is a token, 0 at padding. */
  present: 'token_present',
} as const;

/** The same with the values that they are in a graph. */
type Packing = Readonly<Record<keyof typeof packingInputs, Value>>;

/**
 * Computes what is computed for each token alone (linear layers, norms, activations) for tokens only and not for padding:
 * values [batch, sequence, n] become [tokens, n] between the operations that need them whole, such as attention. What a
 * model makes of tokens stays the same, because attention gives padding no weight. Results that are [batch, sequence, n]
 * become [tokens, n] as well.
 */
export function packTokens(record: GraphRecord): GraphRecord {
  const graph = new Graph(record);
  const packing: Packing = {
    places: graph.input(packingInputs.places, 'int64', ['tokens']),
    rows: graph.input(packingInputs.rows, 'int64', ['batch', 'sequence']),
    present: graph.input(packingInputs.present, 'float32', ['batch', 'sequence', 1]),
  };
  const packer = new Packer(packing, nextIdOf(graph.finish()));
  for (const operation of record.operations) packer.add(operation);
  const outputs = record.outputs.map(({ name, value }) => ({ name, value: packer.packedOf(value) ?? value }));
  return { ...graph.finish(), operations: packer.operations, outputs };
}

class Packer {
  readonly operations: Operation[] = [];
  readonly #packing: Packing;
  readonly #packed = new Map<number, Value>();
  readonly #whole = new Set<number>();
  #nextId: number;

  constructor(packing: Packing, nextId: number) {
    this.#packing = packing;
    this.#nextId = nextId;
  }

  packedOf(value: Value): Value | undefined {
    return this.#packed.get(value.id);
  }

  add(operation: Operation): void {
    const [output] = operation.outputs;
    if (output === undefined || !this.#isWorthwhile(operation)) {
      for (const input of operation.inputs) this.#unpack(input);
      this.operations.push(operation);
      return;
    }
    const inputs = operation.inputs.map((input) => (isByPlace(input) ? this.#pack(input) : input));
    const packed = this.#value({ ...output, shape: ['tokens', ...output.shape.slice(2)] });
    this.#packed.set(output.id, packed);
    this.operations.push({ ...operation, inputs, outputs: [packed] });
  }

  /** Whether an operation treats each token alone, and its inputs are packed or it is where the time goes. */
  #isWorthwhile({ name, inputs, outputs, attributes }: Operation): boolean {
    const [output] = outputs;
    if (output === undefined || !isByPlace(output) || output.shape.length !== 3 || output.dtype !== 'float32')
      return false;
    if (name === 'gather') return inputs[1] !== undefined && isByPlace(inputs[1]) && inputs[1].shape.length === 2;
    const isAlone =
      elementwise.has(name) ||
      rowwise.has(name) ||
      (name === 'slice' && 'axis' in attributes && attributes.axis === -1);
    if (!isAlone || !inputs.every((input) => (isByPlace(input) ? input.shape.length === 3 : hasNoPlaces(input, name))))
      return false;
    return name === 'linear' || inputs.some(({ id }) => this.#packed.has(id));
  }

  #pack(whole: Value): Value {
    const known = this.#packed.get(whole.id);
    if (known !== undefined) return known;
    const packed = this.#value({ ...whole, shape: ['tokens', ...whole.shape.slice(2)] });
    const { places, rows, present } = this.#packing;
    this.operations.push({
      name: 'packRows',
      inputs: [whole, places, rows, present],
      attributes: {},
      outputs: [packed],
    });
    this.#packed.set(whole.id, packed);
    this.#whole.add(whole.id);
    return packed;
  }

  #unpack(whole: Value): void {
    const packed = this.#packed.get(whole.id);
    if (packed === undefined || this.#whole.has(whole.id)) return;
    const { places, rows, present } = this.#packing;
    this.operations.push({
      name: 'unpackRows',
      inputs: [packed, places, rows, present],
      attributes: {},
      outputs: [whole],
    });
    this.#whole.add(whole.id);
  }

  #value(type: Omit<Value, 'id'>): Value {
    return { ...type, id: this.#nextId++ };
  }
}

function isByPlace({ shape }: Value): boolean {
  return shape[0] === 'batch' && shape[1] === 'sequence';
}

/** True for weights, and for what is broadcast to every token alike. */
function hasNoPlaces({ shape }: Value, name: string): boolean {
  return shape.every((dim) => typeof dim === 'number') && (shape.length <= 1 || name === 'linear');
}
