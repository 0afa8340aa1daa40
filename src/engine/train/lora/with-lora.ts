import { nextIdOf, type Constant, type GraphRecord, type Operation, type Parameter } from '../../graph/record';
import type { Shape, Value } from '../../graph/types';
import type { LinearModule } from './linear-modules';

/** How LoRA is put beside layers. */
export interface LoraShape {
  readonly layers: readonly LinearModule[];
  /** Rows of A and columns of B. */
  readonly rank: number;
  /** What the product is multiplied by: lora_alpha / r. */
  readonly scale: number;
}

/** The names of a layer's two matrices, as peft has them. */
export const matrixA = (module: string): string => `${module}.lora_A.weight`;
export const matrixB = (module: string): string => `${module}.lora_B.weight`;

/**
 * The record with LoRA (Hu et al. 2021) beside linear layers: y = x W^T + b becomes y + scale (x A^T) B^T, with A
 * [rank, inputs] and B [outputs, rank] as parameters of their own.
 * @param dropout the share of x that is dropped before A where the record is for training; 0: none
 */
export function withLora(record: GraphRecord, shape: LoraShape, dropout: number): GraphRecord {
  return new Wrapper(record, shape, dropout).wrapped();
}

class Wrapper {
  readonly #record: GraphRecord;
  readonly #layers: ReadonlyMap<number, LinearModule>;
  readonly #rank: number;
  readonly #dropout: number;
  readonly #scale: Constant;
  readonly #matrices = new Map<string, Parameter>();
  #nextId: number;

  constructor(record: GraphRecord, { layers, rank, scale }: LoraShape, dropout: number) {
    const byWeight = new Map(layers.map((layer) => [layer.weight, layer]));
    this.#record = record;
    this.#layers = new Map(
      record.parameters.flatMap(({ name, value }) => {
        const layer = byWeight.get(name);
        return layer === undefined ? [] : [[value.id, layer] as const];
      }),
    );
    this.#rank = rank;
    this.#dropout = dropout;
    this.#nextId = nextIdOf(record);
    this.#scale = { value: this.#value([]), data: Float32Array.of(scale) };
  }

  wrapped(): GraphRecord {
    const operations = this.#record.operations.flatMap((operation) => this.#beside(operation));
    return {
      ...this.#record,
      operations,
      parameters: [...this.#record.parameters, ...this.#matrices.values()],
      constants: [...this.#record.constants, this.#scale],
    };
  }

  #beside(operation: Operation): Operation[] {
    const [x, weight] = operation.inputs;
    const [result] = operation.outputs;
    const layer = operation.name === 'linear' ? this.#layers.get(weight?.id ?? -1) : undefined;
    if (layer === undefined || x === undefined || result === undefined) return [operation];
    const [plain, added] = [this.#value(result.shape), this.#value(result.shape)];
    const [low, scaled] = [this.#lowOf(x), this.#lowOf(x)];
    const { operations, value: read } = this.#dropped(x);
    const a = this.#matrix(matrixA(layer.module), [this.#rank, layer.inputs]);
    const b = this.#matrix(matrixB(layer.module), [layer.outputs, this.#rank]);
    return [
      { ...operation, outputs: [plain] },
      ...operations,
      linear(read, a, low),
      // Where the numbers are few.
      { name: 'mul', inputs: [low, this.#scale.value], attributes: {}, outputs: [scaled] },
      linear(scaled, b, added),
      { name: 'add', inputs: [plain, added], attributes: {}, outputs: [result] },
    ];
  }

  #dropped(x: Value): { operations: Operation[]; value: Value } {
    if (this.#dropout === 0) return { operations: [], value: x };
    const value = this.#value(x.shape);
    return {
      operations: [{ name: 'dropout', inputs: [x], attributes: { rate: this.#dropout }, outputs: [value] }],
      value,
    };
  }

  #lowOf({ shape }: Value): Value {
    return this.#value([...shape.slice(0, -1), this.#rank]);
  }

  /** A layer that is used in several places has the same matrices in all of them. */
  #matrix(name: string, shape: Shape): Value {
    const known = this.#matrices.get(name);
    if (known !== undefined) return known.value;
    const value = this.#value(shape);
    this.#matrices.set(name, { name, value });
    return value;
  }

  #value(shape: Shape): Value {
    return { id: this.#nextId++, dtype: 'float32', shape };
  }
}

function linear(x: Value, weight: Value, result: Value): Operation {
  return { name: 'linear', inputs: [x, weight], attributes: { layout: 'out-in' }, outputs: [result] };
}
