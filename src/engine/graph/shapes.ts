import { GraphError, type Dim, type Shape } from './types';

/** The shape as an error shows it: `[batch, 12]`. */
export function formatShape(shape: Shape): string {
  return `[${shape.join(', ')}]`;
}

/** True when both have the same sizes, symbols by name. */
export function sameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((dim, axis) => dim === b[axis]);
}

/** The size at an axis, counted from the end when negative. Throws a GraphError where there is none. */
export function dimAt(shape: Shape, axis: number): Dim {
  const dim = shape.at(axis);
  if (dim === undefined) throw new GraphError(`${formatShape(shape)} has no axis ${axis}`);
  return dim;
}

/** The shape of an elementwise result, by the rules of NumPy. A symbol only meets itself or 1. */
export function broadcast(a: Shape, b: Shape): Shape {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, axis) => {
    const left = a[axis - rank + a.length] ?? 1;
    const right = b[axis - rank + b.length] ?? 1;
    if (left !== right && left !== 1 && right !== 1) {
      throw new GraphError(`${formatShape(a)} and ${formatShape(b)} do not go together`);
    }
    return left === 1 ? right : left;
  });
}

/** The number of elements as one size: `product(['sequence', 3, 'batch', 2])` is `6*batch*sequence`. */
export function product(shape: Shape): Dim {
  const factors = shape.flatMap((dim) => (typeof dim === 'number' ? [] : dim.split('*')));
  const named = factors.filter((factor) => !/^\d+$/.test(factor)).sort();
  const numbers = [
    ...shape.filter((dim) => typeof dim === 'number'),
    ...factors.filter((f) => /^\d+$/.test(f)).map(Number),
  ];
  const size = numbers.reduce((a, b) => a * b, 1);
  if (named.length === 0) return size;
  return size === 1 ? named.join('*') : [size, ...named].join('*');
}
