import type { GraphRecord } from '../../graph/record';

/** What a parameter is to the model, which says how it starts. */
export type Role =
  | { readonly kind: 'ones' }
  | { readonly kind: 'zeros' }
  /** Normally distributed; of a table of embeddings with a row of zeros for padding. */
  | { readonly kind: 'normal'; readonly paddingIndex: number | null };

/** The role of each parameter of a record by name, from the operations that use it. */
export function rolesOf({ operations, parameters }: GraphRecord): ReadonlyMap<string, Role> {
  const scales = new Set<number>();
  const paddings = new Map<number, number | null>();
  for (const operation of operations) {
    const [first, second] = operation.inputs;
    if ((operation.name === 'layerNorm' || operation.name === 'rmsNorm') && second !== undefined) scales.add(second.id);
    if (operation.name === 'gather' && first !== undefined) paddings.set(first.id, operation.attributes.paddingIndex);
  }
  return new Map(
    parameters.map(({ name, value }): [string, Role] => {
      if (scales.has(value.id)) return [name, { kind: 'ones' }];
      // Biases, and the weights of norms that are added to 1.
      if (value.shape.length === 1) return [name, { kind: 'zeros' }];
      return [name, { kind: 'normal', paddingIndex: paddings.get(value.id) ?? null }];
    }),
  );
}
