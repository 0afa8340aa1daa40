import type { OnnxAttribute } from '../../formats/onnx/onnx-model';
import type { OperationName } from '../../graph/operations';
import type { OperationOf } from '../../graph/record';
import { GraphError, type Value } from '../../graph/types';
import type { Emitter } from './emitter';

/** Writes one operation as ONNX nodes. */
export type Lowering<Name extends OperationName> = (emitter: Emitter, operation: OperationOf<Name>) => void;

/** An operation that is one ONNX node with the same inputs and the same results. */
export function direct<Name extends OperationName>(
  op: string,
  attributes: (given: OperationOf<Name>['attributes']) => Readonly<Record<string, OnnxAttribute>> = () => ({}),
): Lowering<Name> {
  return (e, { inputs, outputs, attributes: given }) => {
    const named = (values: readonly Value[]): string[] => values.map((value) => e.name(value));
    e.nodeWithResults(op, named(inputs), attributes(given), named(outputs));
  };
}

/** The value at an index. Throws a GraphError where there is none. */
export function valueAt(values: readonly Value[], index: number): Value {
  const value = values[index];
  if (value === undefined) throw new GraphError(`An operation lacks its value ${index}`);
  return value;
}
