import { dimAt } from './shapes';
import type { OperationName } from './operations';
import type { GraphRecord, Operation, OperationOf } from './record';
import type { Value } from './types';

/** Takes one index of an axis: the same of all, or another for each element of the batch. */
type Selection = OperationOf<'select'> | OperationOf<'selectEach'>;

/** Operations that compute every element from those at the same place in their inputs. */
export const elementwise: ReadonlySet<OperationName> = new Set([
  'add',
  'sub',
  'mul',
  'div',
  'pow',
  'min',
  'max',
  'less',
  'lessOrEqual',
  'equal',
  'and',
  'or',
  'not',
  'where',
  'cast',
  'abs',
  'neg',
  'cos',
  'sin',
  'exp',
  'log',
  'erf',
  'relu',
  'sigmoid',
  'softplus',
  'sqrt',
  'tanh',
  'gelu',
  'dropout',
]);

/** Operations that compute every vector along the last axis from the one at the same place in their first input. */
export const rowwise: ReadonlySet<OperationName> = new Set(['linear', 'layerNorm', 'rmsNorm', 'softmax']);

/**
 * Takes what is selected before computing instead of after it, as far as that gives the same: a head that reads the
 * first token alone, or each text's last, then needs the last layer's output for that token alone. Results keep their
 * names and values.
 */
export function selectEarly(record: GraphRecord): GraphRecord {
  let operations: readonly Operation[] = record.operations;
  const kept = new Set(record.outputs.map(({ value }) => value.id));
  let nextId = 1 + Math.max(...operations.flatMap(({ outputs }) => outputs.map(({ id }) => id)), 0);
  for (let moved = moveOne(operations, kept, nextId); moved !== null; moved = moveOne(operations, kept, nextId)) {
    operations = mergeSelections(moved, kept);
    nextId += 3; // no operation has more inputs to select from
  }
  return { ...record, operations };
}

/** The operations with one selection moved ahead of what made its input; null when none can be. */
function moveOne(operations: readonly Operation[], kept: ReadonlySet<number>, nextId: number): Operation[] | null {
  for (const select of operations) {
    if (!isSelection(select)) continue;
    const id = select.inputs[0]?.id ?? -1;
    const users = operations.filter(({ inputs }) => inputs.some((input) => input.id === id));
    const made = operations.find(({ outputs }) => outputs.some((output) => output.id === id));
    if (made === undefined || kept.has(id) || users.length > 1) continue;
    const replacement = selectBefore(made, select, nextId);
    if (replacement === null) continue;
    return operations.flatMap((operation) => {
      // In the selection's place, where the indices are known as well.
      if (operation === select) return replacement;
      return operation === made ? [] : [operation];
    });
  }
  return null;
}

/** Selections of the inputs, and the operation on them with the selection's own result; null when that is not the same. */
function selectBefore(made: Operation, select: Selection, nextId: number): Operation[] | null {
  const axis = axisOf(select);
  const [result] = made.outputs;
  const last = (result?.shape.length ?? 0) - 1;
  const isRowwise = rowwise.has(made.name);
  if (result === undefined || (!isRowwise && !elementwise.has(made.name)) || (isRowwise && axis === last)) return null;
  const selections: Selection[] = [];
  const inputs: Value[] = [];
  for (const [position, input] of made.inputs.entries()) {
    // Weights of a layer, and what is broadcast over the axis, stay as they are.
    const spared = isRowwise ? position > 0 : input.shape.length <= last - axis;
    if (!spared && !hasRowsOf(input, result, axis)) return null;
    const value = spared ? input : { ...input, id: nextId + position, shape: input.shape.toSpliced(axis, 1) };
    if (!spared) selections.push({ ...select, inputs: [input, ...select.inputs.slice(1)], outputs: [value] });
    inputs.push(value);
  }
  return [...selections, { ...made, inputs, outputs: select.outputs }];
}

function isSelection(operation: Operation): operation is Selection {
  return operation.name === 'select' || operation.name === 'selectEach';
}

/** Each element of a batch, the first axis, chooses along the axis behind it. */
function axisOf(select: Selection): number {
  return select.name === 'select' ? select.attributes.axis : 1;
}

/** True where an input is not broadcast along the axis, nor along those before it. */
function hasRowsOf(input: Value, result: Value, axis: number): boolean {
  const axes = Array.from({ length: axis + 1 }, (_, index) => index);
  return (
    input.shape.length === result.shape.length &&
    axes.every((each) => dimAt(input.shape, each) === dimAt(result.shape, each))
  );
}

/** Makes one of selections that select the same, so that what they select from has one user again. */
function mergeSelections(operations: readonly Operation[], kept: ReadonlySet<number>): Operation[] {
  const first = new Map<string, Value>();
  const instead = new Map<number, Value>();
  return operations.flatMap((operation) => {
    const inputs = operation.inputs.map((input) => instead.get(input.id) ?? input);
    const [output] = operation.outputs;
    if (isSelection(operation) && output !== undefined && !kept.has(output.id)) {
      const key = `${inputs.map(({ id }) => id).join()} ${JSON.stringify(operation.attributes)}`;
      const same = first.get(key);
      if (same !== undefined) {
        instead.set(output.id, same);
        return [];
      }
      first.set(key, output);
    }
    return [{ ...operation, inputs }];
  });
}
