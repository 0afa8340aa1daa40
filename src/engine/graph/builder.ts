import type { TensorData } from '../../common/tensors/tensor';
import { operations, type OperationAttributes, type OperationName } from './operations';
import type { Constant, GraphRecord, NamedValue, Operation, Parameter } from './record';
import { nextIdOf } from './record';
import { GraphError, type Dtype, type Shape, type Type, type Value } from './types';

/** Records operations on symbolic values. Types are checked as it is built; a misfit throws a GraphError. */
export class GraphBuilder {
  readonly #inputs: NamedValue[] = [];
  readonly #parameters = new Map<string, Parameter>();
  readonly #constants: Constant[] = [];
  readonly #operations: Operation[] = [];
  readonly #outputs: NamedValue[] = [];
  readonly #labels = new Map<number, string>();
  readonly #attentionScales = new Map<string, number>();
  #nextId = 0;

  /** @param from a record to go on from; it stays as it is */
  constructor(from?: GraphRecord) {
    if (from === undefined) return;
    this.#inputs.push(...from.inputs);
    for (const parameter of from.parameters) this.#parameters.set(parameter.name, parameter);
    this.#constants.push(...from.constants);
    this.#operations.push(...from.operations);
    this.#outputs.push(...from.outputs);
    for (const [id, label] of from.labels) this.#labels.set(id, label);
    for (const [name, scale] of from.attentionScales) this.#attentionScales.set(name, scale);
    this.#nextId = nextIdOf(from);
  }

  /** What is given when the graph runs. */
  input(name: string, dtype: Dtype, shape: Shape): Value {
    const value = this.#value({ dtype, shape });
    this.#inputs.push({ name, value });
    return value;
  }

  /** A weight of the checkpoint; asked for twice it is the same value, so tied weights are one. */
  parameter(name: string, shape: readonly number[]): Value {
    const known = this.#parameters.get(name);
    if (known !== undefined) return known.value;
    const value = this.#value({ dtype: 'float32', shape });
    this.#parameters.set(name, { name, value });
    return value;
  }

  /** A float32 number. */
  scalar(number: number): Value {
    return this.constant('float32', [], Float32Array.of(number));
  }

  constant(dtype: Dtype, shape: readonly number[], data: TensorData): Value {
    const value = this.#value({ dtype, shape });
    this.#constants.push({ value, data });
    return value;
  }

  /** Makes a value a result of the graph. */
  output(name: string, value: Value): void {
    if (this.#outputs.some((output) => output.name === name)) throw new GraphError(`Two results are named ${name}`);
    this.#outputs.push({ name, value });
  }

  /** Notes what the products of queries and keys behind an attention result are multiplied by. */
  noteScale(attention: string, scale: number): void {
    this.#attentionScales.set(attention, scale);
  }

  /** Gives an inner value the name of the module it comes out of. */
  label(name: string, value: Value): Value {
    this.#labels.set(value.id, name);
    return value;
  }

  /** Records an operation of the table and gives its only result. */
  apply<Name extends OperationName>(
    name: Name,
    inputs: readonly Value[],
    attributes: OperationAttributes[Name],
  ): Value {
    const [output] = this.applyAll(name, inputs, attributes);
    if (output === undefined) throw new GraphError(`${name} has no result`);
    return output;
  }

  /** Records an operation of the table and gives all its results. */
  applyAll<Name extends OperationName>(
    name: Name,
    inputs: readonly Value[],
    attributes: OperationAttributes[Name],
  ): readonly Value[] {
    const outputs = operations[name](inputs, attributes).map((type) => this.#value(type));
    // The compiler cannot see that one Name at a time is a member of the union of all names.
    this.#operations.push({ name, inputs, attributes, outputs } as unknown as Operation);
    return outputs;
  }

  /** The record of what was built. */
  finish(): GraphRecord {
    return {
      inputs: this.#inputs,
      parameters: [...this.#parameters.values()],
      constants: this.#constants,
      operations: this.#operations,
      outputs: this.#outputs,
      labels: this.#labels,
      attentionScales: this.#attentionScales,
    };
  }

  #value(type: Type): Value {
    return { id: this.#nextId++, dtype: type.dtype, shape: type.shape };
  }
}
