import type { TensorData } from '../../common/tensors/tensor';
import type { OperationAttributes, OperationName } from './operations';
import type { Value } from './types';

/** One step of a known kind. */
export interface OperationOf<Name extends OperationName> {
  readonly name: Name;
  readonly inputs: readonly Value[];
  readonly attributes: OperationAttributes[Name];
  readonly outputs: readonly Value[];
}

/** One step: `name` says what is done, the table of operations how types go through it. */
export type Operation = { [Name in OperationName]: OperationOf<Name> }[OperationName];

/** A value that is given a name from outside: `input_ids`, or a result such as `hidden_states.0`. */
export interface NamedValue {
  readonly name: string;
  readonly value: Value;
}

/** A weight: `name` is the tensor's name in the checkpoint. */
export type Parameter = NamedValue;

export interface Constant {
  readonly value: Value;
  readonly data: TensorData;
}

/**
 * What a model computes, as plain data: operations in an order in which each finds its inputs made before it. It is
 * written out as ONNX, cut down to some outputs, or (training) turned into another record that computes gradients.
 */
export interface GraphRecord {
  readonly inputs: readonly NamedValue[];
  readonly parameters: readonly Parameter[];
  readonly constants: readonly Constant[];
  readonly operations: readonly Operation[];
  readonly outputs: readonly NamedValue[];
  /** Names that the model's own modules give to inner values, by value id; not every value has one. */
  readonly labels: ReadonlyMap<number, string>;
  /** What the products of queries and keys are multiplied by, by the name of the attention result. */
  readonly attentionScales: ReadonlyMap<string, number>;
}

/** The first number that no value of a record is known by. */
export function nextIdOf({ inputs, parameters, constants, operations }: GraphRecord): number {
  const given = [...inputs, ...parameters, ...constants].map(({ value }) => value.id);
  return 1 + Math.max(-1, ...given, ...operations.flatMap(({ outputs }) => outputs.map(({ id }) => id)));
}
