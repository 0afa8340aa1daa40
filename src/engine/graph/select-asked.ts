import { elementwise, rowwise } from './select-early';
import { Graph } from './graph';
import { nextIdOf, type GraphRecord, type Operation } from './record';
import type { Value } from './types';

/** Input int64 [asked]: the numbers of the tokens at which a label asks for something. */
export const askedInput = 'asked_tokens';

/**
 * Computes the logits [tokens, n] of a record that is packed (`packTokens`) for those tokens alone at which something is asked,
 * [asked, n], and so much of what leads to them as is computed for each token alone: of a masked language model, whose
 * head takes as long as several layers, that is one token of seven. A record whose logits are not packed stays as it is.
 */
export function selectAsked(record: GraphRecord): GraphRecord {
  const logits = record.outputs.find(({ name }) => name === 'logits')?.value;
  if (logits === undefined || !isByToken(logits)) return record;
  const graph = new Graph(record);
  const asked = graph.input(askedInput, 'int64', ['asked']);
  const selection = new Selection(asked, nextIdOf(graph.finish()));
  const head = headOf(record, logits);
  for (const operation of record.operations) {
    if (head.has(operation)) selection.add(operation);
    else selection.operations.push(operation);
  }
  const outputs = record.outputs.map((output) =>
    output.name === 'logits' ? { ...output, value: selection.select(output.value) } : output,
  );
  return { ...graph.finish(), operations: selection.operations, outputs };
}

class Selection {
  readonly operations: Operation[] = [];
  readonly #asked: Value;
  readonly #selected = new Map<number, Value>();
  #nextId: number;

  constructor(asked: Value, nextId: number) {
    this.#asked = asked;
    this.#nextId = nextId;
  }

  /** Adds an operation that is to be computed for asked tokens alone. */
  add(operation: Operation): void {
    const inputs = operation.inputs.map((input) => (isByToken(input) ? this.select(input) : input));
    const outputs = operation.outputs.map((output) => ({ ...output, shape: ['asked', ...output.shape.slice(1)] }));
    for (const output of outputs) this.#selected.set(output.id, output);
    this.operations.push({ ...operation, inputs, outputs });
  }

  /** The rows of a value at asked tokens. */
  select(value: Value): Value {
    const known = this.#selected.get(value.id);
    if (known !== undefined) return known;
    const rows: Value = { ...value, id: this.#nextId++, shape: ['asked', ...value.shape.slice(1)] };
    this.#selected.set(value.id, rows);
    const inputs = [value, this.#asked];
    this.operations.push({ name: 'gather', inputs, attributes: { paddingIndex: null }, outputs: [rows] });
    return rows;
  }
}

/** The operations that lead to the logits, to nothing else, and from token to token alone. */
function headOf({ operations, outputs }: GraphRecord, logits: Value): ReadonlySet<Operation> {
  const head = new Set<Operation>();
  const kept = new Set(outputs.flatMap(({ value }) => (value.id === logits.id ? [] : [value.id])));
  for (const operation of operations.toReversed()) {
    const [output] = operation.outputs;
    if (output === undefined || kept.has(output.id) || !isAlone(operation)) continue;
    const users = operations.filter(({ inputs }) => inputs.some(({ id }) => id === output.id));
    if (output.id === logits.id ? users.length === 0 : users.length > 0 && users.every((user) => head.has(user))) {
      head.add(operation);
    }
  }
  return head;
}

/** Dropout is left before the head, so that its masks are of all tokens. */
function isAlone({ name, inputs, outputs }: Operation): boolean {
  if (name === 'dropout' || !(elementwise.has(name) || rowwise.has(name))) return false;
  const [output] = outputs;
  if (output === undefined || !isByToken(output) || output.shape.length !== 2) return false;
  return inputs.every(({ shape }) => (shape[0] === 'tokens' ? shape.length === 2 : shape.every(Number.isInteger)));
}

function isByToken({ shape }: Value): boolean {
  return shape[0] === 'tokens';
}
