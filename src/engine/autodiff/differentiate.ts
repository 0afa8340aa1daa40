import { Graph } from '../graph/graph';
import type { OperationName } from '../graph/operations';
import type { GraphRecord, Operation, OperationOf } from '../graph/record';
import { GraphError, type Value } from '../graph/types';
import { Gradients, type RowsPart } from './gradients';
import { gradientRules } from './rules';
import { saveForBackward } from './save-for-backward';

/** The gradient of one parameter: a value of its shape, vectors that are added to rows of it, or both. */
export interface ParameterGradient {
  readonly whole: Value | null;
  readonly rows: readonly RowsPart[];
}

export interface Differentiated {
  /** Forward and backward; the outputs are those of the record that was given. */
  readonly record: GraphRecord;
  /** By parameter name; a parameter that the loss does not depend on is left out. */
  readonly gradients: ReadonlyMap<string, ParameterGradient>;
}

/**
 * Adds to a record what computes the gradients of a loss (reverse-mode differentiation). Only what lies between the
 * loss and the parameters is gone through backward, so what is frozen costs nothing.
 * @param loss a float32 value without axes
 * @param parameters names of those whose gradients are wanted
 */
export function differentiate(given: GraphRecord, loss: Value, parameters: ReadonlySet<string>): Differentiated {
  const varying = dependents(given, parameters);
  const record = saveForBackward(given, varying);
  const graph = new Graph(record);
  const gradients = new Gradients(graph);
  gradients.add(loss, graph.scalar(1));
  for (const operation of record.operations.toReversed()) {
    if (operation.inputs.some(({ id }) => varying.has(id))) goBack(graph, operation, varying, gradients);
  }
  const wanted = record.parameters.filter(({ name }) => parameters.has(name));
  const found = wanted.flatMap(({ name, value }) => {
    const gradient = gradients.takeApart(value);
    return gradient === null ? [] : [[name, gradient] as const];
  });
  return { record: graph.finish(), gradients: new Map(found) };
}

/** The ids of the parameters and of all that is computed from them and can be differentiated. */
function dependents({ parameters, operations }: GraphRecord, names: ReadonlySet<string>): ReadonlySet<number> {
  const ids = new Set(parameters.filter(({ name }) => names.has(name)).map(({ value }) => value.id));
  for (const { name, inputs, outputs } of operations) {
    if (gradientRules[name].kind === 'none' || !inputs.some(({ id }) => ids.has(id))) continue;
    for (const output of outputs) if (output.dtype === 'float32') ids.add(output.id);
  }
  return ids;
}

function goBack(graph: Graph, operation: Operation, varying: ReadonlySet<number>, gradients: Gradients): void {
  const ofResults = operation.outputs.map((output) => gradients.take(output));
  if (ofResults.every((gradient) => gradient === null)) return;
  const needs = (index: number): boolean => varying.has(operation.inputs[index]?.id ?? -1);
  const parts = applyRule(graph, operation, ofResults, needs);
  for (const [index, input] of operation.inputs.entries()) {
    const part = parts[index] ?? null;
    if (part !== null && needs(index)) gradients.add(input, part);
  }
}

function applyRule<Name extends OperationName>(
  graph: Graph,
  operation: OperationOf<Name>,
  gradients: readonly (Value | null)[],
  needs: (input: number) => boolean,
) {
  const rule = gradientRules[operation.name];
  if (rule.kind !== 'backward') throw new GraphError(`${operation.name} has no backward rule`);
  return rule.backward({ graph, operation, gradients, needs });
}
