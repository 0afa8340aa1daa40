import type { WeightLayout } from '../../graph/operations/linear-algebra';
import type { GraphRecord } from '../../graph/record';

/** A linear layer of a model, which LoRA may be put beside. */
export interface LinearModule {
  /** By the names of the model's class: `bert.encoder.layer.0.attention.self.query`. */
  readonly module: string;
  /** The name of its matrix. */
  readonly weight: string;
  readonly layout: WeightLayout;
  readonly inputs: number;
  readonly outputs: number;
}

const suffix = '.weight';

/**
 * The linear layers of a model, in the order in which it uses them. A table of embeddings that is the output layer as well
 * is none: peft wraps layers, and there are two of it.
 */
export function linearModules({ operations, parameters }: GraphRecord): LinearModule[] {
  const names = new Map(parameters.map(({ name, value }) => [value.id, name]));
  const tables = new Set(operations.flatMap(({ name, inputs }) => (name === 'gather' ? (inputs[0]?.id ?? []) : [])));
  const found = new Map<string, LinearModule>();
  for (const operation of operations) {
    if (operation.name !== 'linear') continue;
    const [, weight] = operation.inputs;
    const name = weight === undefined ? undefined : names.get(weight.id);
    if (weight === undefined || !name?.endsWith(suffix) || tables.has(weight.id)) continue;
    const { layout } = operation.attributes;
    const [first = 0, second = 0] = weight.shape.map(Number);
    const [inputs, outputs] = layout === 'out-in' ? [second, first] : [first, second];
    found.set(name, { module: name.slice(0, -suffix.length), weight: name, layout, inputs, outputs });
  }
  return [...found.values()];
}
