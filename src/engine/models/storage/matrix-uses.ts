import type { GraphRecord } from '../../graph/record';
import type { WeightLayout } from '../../graph/operations/linear-algebra';

/** What a graph does with a matrix. */
export interface MatrixUse {
  /** How linear layers have it; null where none multiplies with it. */
  readonly layout: WeightLayout | null;
  /** True where its rows are looked up: an embedding. */
  readonly lookedUp: boolean;
}

/** The matrices, by the names of the parameters, that a graph does nothing with but multiply and look up rows. */
export function matrixUses({ parameters, operations }: GraphRecord): Map<string, MatrixUse> {
  const uses = new Map<number, MatrixUse | null>();
  const note = (id: number, use: MatrixUse | null): void => {
    const before = uses.get(id);
    uses.set(id, before === undefined ? use : together(before, use));
  };
  for (const { name, inputs, attributes } of operations) {
    inputs.forEach(({ id }, index) => {
      if (name === 'linear' && index === 1) note(id, { layout: attributes.layout, lookedUp: false });
      else note(id, name === 'gather' && index === 0 ? { layout: null, lookedUp: true } : null);
    });
  }
  return new Map(
    parameters.flatMap(({ name, value }) => {
      const use = value.shape.length === 2 ? uses.get(value.id) : undefined;
      return use ? [[name, use] as const] : [];
    }),
  );
}

/** Null where a matrix is used in another way, or both ways round. */
function together(one: MatrixUse | null, other: MatrixUse | null): MatrixUse | null {
  if (one === null || other === null) return null;
  if (one.layout !== null && other.layout !== null && one.layout !== other.layout) return null;
  return { layout: one.layout ?? other.layout, lookedUp: one.lookedUp || other.lookedUp };
}
