import type { OnnxAttribute, OnnxInitializer, OnnxNode } from '../../onnx-model';

/** Nodes that are added to a graph, each written by what it computes. Their values are named below a prefix. */
export class NodeList {
  readonly nodes: OnnxNode[] = [];
  readonly constants: OnnxInitializer[] = [];

  /** @param prefix of the names of values, which no value of the graph begins with */
  constructor(readonly prefix: string) {}

  /** Adds an operation and gives the name of its result. @param result its name, where it must have a certain one */
  add(
    op: string,
    inputs: readonly string[],
    attributes: Readonly<Record<string, OnnxAttribute>> = {},
    result = `${this.prefix}/${this.nodes.length}`,
  ): string {
    this.nodes.push({ op, inputs, outputs: [result], attributes });
    return result;
  }

  /** The same numbers as float32. */
  toFloat(value: string): string {
    return this.add('Cast', [value], { to: 1 });
  }

  /** The same numbers as int64. */
  toInteger(value: string): string {
    return this.add('Cast', [value], { to: 7 });
  }

  /** The size of an axis, as a list of one: -1 is the last. */
  size(value: string, axis: number): string {
    return this.add('Gather', [this.add('Shape', [value]), this.integers([axis])]);
  }

  /** A part of the last axis. @param from and @param to lists of one integer */
  part(value: string, from: string, to: string): string {
    return this.add('Slice', [value, from, to, this.integers([-1])]);
  }

  /** A list of int64. */
  integers(values: readonly number[]): string {
    const bytes = new Uint8Array(BigInt64Array.from(values, BigInt).buffer);
    return this.#constant({ dtype: 'int64', shape: [values.length], source: { kind: 'inline', bytes } });
  }

  /** A float32 number without axes. */
  float(value: number): string {
    const bytes = new Uint8Array(Float32Array.of(value).buffer);
    return this.#constant({ dtype: 'float32', shape: [], source: { kind: 'inline', bytes } });
  }

  #constant(content: Omit<OnnxInitializer, 'name'>): string {
    const name = `${this.prefix}/constant ${this.constants.length}`;
    this.constants.push({ name, ...content });
    return name;
  }
}
