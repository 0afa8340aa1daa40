import type { Device } from '../../../common/contracts/model';
import type { GraphRecord } from '../../graph/record';
import { GraphError, type Dim, type Shape, type Value } from '../../graph/types';
import { dataTypeNumber } from '../../formats/onnx/encode-model';
import type { OnnxAttribute, OnnxInitializer, OnnxNode, OnnxValueInfo } from '../../formats/onnx/onnx-model';
import type { KeptWeight } from './kept-weights';

/** Collects the ONNX nodes of a record, and the small helpers that several operations share. */
export class Emitter {
  readonly nodes: OnnxNode[] = [];
  readonly initializers: OnnxInitializer[] = [];
  readonly #names = new Map<number, string>();
  readonly #used = new Set<string>();
  readonly #helpers = new Map<string, string>();
  readonly #symbols = new Map<string, { input: string; axis: number }>();
  readonly #kept: ReadonlyMap<number, KeptWeight>;
  /** Initializers that are inputs as well: what may be replaced at a run is computed at every run, and not when loading. */
  readonly replaceable: OnnxValueInfo[] = [];

  /**
   * @param device where the graph will run: providers have different operators
   * @param kept weights by name that are not made float32 when the graph is loaded
   */
  constructor(
    record: GraphRecord,
    readonly device: Device,
    kept: ReadonlyMap<string, KeptWeight> = new Map(),
  ) {
    this.#kept = new Map(
      record.parameters.flatMap(({ name, value }) => {
        const weight = kept.get(name);
        return weight === undefined ? [] : [[value.id, weight] as const];
      }),
    );
    for (const { name, value } of record.inputs) this.#nameInput(name, value);
    // Names of results are a promise to the outside; all other names give way to them.
    for (const { name, value } of record.outputs) this.#claim(value, name);
    for (const { name, value } of record.parameters) this.#claim(value, name);
    for (const [id, label] of record.labels) {
      if (!this.#names.has(id)) this.#names.set(id, this.#reserve(label));
    }
  }

  /** The ONNX name of a value. */
  name(value: Value): string {
    const known = this.#names.get(value.id);
    if (known !== undefined) return known;
    const name = this.#reserve(`value.${value.id}`);
    this.#names.set(value.id, name);
    return name;
  }

  /** Adds a node with one output; its name is made up unless given. */
  node(
    op: string,
    inputs: readonly string[],
    attributes: Readonly<Record<string, OnnxAttribute>> = {},
    output: string = this.#reserve(`${op.toLowerCase()}.${this.nodes.length}`),
  ): string {
    this.nodes.push({ op, inputs, outputs: [output], attributes });
    return output;
  }

  /** Adds a node with named results. */
  nodeWithResults(
    op: string,
    inputs: readonly string[],
    attributes: Readonly<Record<string, OnnxAttribute>>,
    outputs: readonly string[],
  ): void {
    this.nodes.push({ op, inputs, outputs, attributes });
  }

  /** Adds a node of ONNX Runtime's own operators; see {@link node}. */
  ownNode(
    op: string,
    inputs: readonly string[],
    attributes: Readonly<Record<string, OnnxAttribute>>,
    output: string,
  ): string {
    this.nodes.push({ op, domain: 'com.microsoft', inputs, outputs: [output], attributes });
    return output;
  }

  /** How a weight is kept; undefined for what is float32 in memory. */
  kept(value: Value): KeptWeight | undefined {
    return this.#kept.get(value.id);
  }

  /** A tensor, which is there once however often it is asked for by its name. Gives the name that it has in the graph. */
  initializer(tensor: OnnxInitializer, isReplaceable = false): string {
    return this.#shared(tensor.name, (name) => {
      this.initializers.push({ ...tensor, name });
      if (isReplaceable) this.replaceable.push({ name, dtype: tensor.dtype, shape: tensor.shape });
    });
  }

  /** A constant float32 number. */
  float(value: number): string {
    return this.#shared(`float.${value}`, (name) => {
      const bytes = new Uint8Array(Float32Array.of(value).buffer);
      this.initializers.push({ name, dtype: 'float32', shape: [], source: { kind: 'inline', bytes } });
    });
  }

  /** Makes float32 of a weight that is stored otherwise. */
  cast(input: string, output: string): void {
    this.node('Cast', [input], { to: dataTypeNumber('float32') }, output);
  }

  /** A constant int64 vector. */
  int64(values: readonly number[]): string {
    return this.#int64(`int64.${values.join('_')}`, [values.length], values);
  }

  /** A constant int64 number. */
  index(value: number): string {
    return this.#int64(`index.${value}`, [], [value]);
  }

  #int64(key: string, shape: readonly number[], values: readonly number[]): string {
    return this.#shared(key, (name) => {
      const bytes = new Uint8Array(BigInt64Array.from(values, BigInt).buffer);
      this.initializers.push({ name, dtype: 'int64', shape, source: { kind: 'inline', bytes } });
    });
  }

  /**
   * The target of a Reshape from one shape to another. What stands at the same axis before and after is written as 0
   * (as it was), one open size as -1 (what is left); only further ones must be measured when the graph runs.
   */
  reshapeTarget(from: Shape, to: Shape): string {
    const kept = to.map((dim, axis) => (dim === from[axis] ? 0 : dim));
    const composed = kept.findIndex((dim) => typeof dim === 'string' && !this.#symbols.has(dim));
    const left = composed < 0 ? kept.findIndex((dim) => typeof dim === 'string') : composed;
    const target = kept.map((dim, axis) => (axis === left ? -1 : dim));
    const measured = target.filter((dim) => typeof dim === 'string');
    if (measured.length === 0) return this.int64(target.map(Number));
    return this.#shared(`shape.${target.join('_')}`, (name) => {
      this.node(
        'Concat',
        target.map((dim) => this.size(dim)),
        { axis: 0 },
        name,
      );
    });
  }

  /** A size as an int64 number. */
  length(dim: Dim): string {
    if (typeof dim === 'number') return this.index(dim);
    return this.#shared(`length.${dim}`, (name) => {
      this.node('Squeeze', [this.size(dim), this.int64([0])], {}, name);
    });
  }

  /** A size as an int64 vector of one element. */
  size(dim: Dim): string {
    if (typeof dim === 'number') return this.int64([dim]);
    const source = this.#symbols.get(dim);
    if (source === undefined) throw new GraphError(`No input has the size ${dim}`);
    return this.#shared(`size.${dim}`, (name) => {
      this.node('Shape', [source.input], { start: source.axis, end: source.axis + 1 }, name);
    });
  }

  #shared(key: string, make: (name: string) => void): string {
    const known = this.#helpers.get(key);
    if (known !== undefined) return known;
    const name = this.#reserve(key);
    this.#helpers.set(key, name);
    make(name);
    return name;
  }

  #nameInput(name: string, value: Value): void {
    this.#claim(value, name);
    value.shape.forEach((dim, axis) => {
      if (typeof dim === 'string' && !this.#symbols.has(dim)) this.#symbols.set(dim, { input: name, axis });
    });
  }

  /** Names a value; the first name of a value stays, a second one is only kept free. */
  #claim(value: Value, name: string): void {
    const reserved = this.#reserve(name);
    if (!this.#names.has(value.id)) this.#names.set(value.id, reserved);
  }

  #reserve(name: string): string {
    if (this.#used.has(name)) return this.#reserve(`${name}'`);
    this.#used.add(name);
    return name;
  }
}
