import type { OperationOf } from '../../graph/record';
import { dimAt } from '../../graph/shapes';
import { GraphError, type Value } from '../../graph/types';
import type { Emitter } from './emitter';
import { lowerBlockProduct, multiplyParts } from './kept-weights';
import { valueAt } from './lowering';

/**
 * Gemm on rows, with the weight in the checkpoint's own layout: nothing is transposed or copied, and ONNX Runtime packs
 * it once.
 */
export function lowerLinear(e: Emitter, operation: OperationOf<'linear'>): void {
  const { inputs, outputs, attributes } = operation;
  const [x, weight, y] = [valueAt(inputs, 0), valueAt(inputs, 1), valueAt(outputs, 0)];
  const kept = e.kept(weight);
  if (kept?.blocks) {
    lowerBlockProduct(e, operation, kept.name, kept.blocks);
    return;
  }
  const transB = Number(attributes.layout === 'out-in');
  const bias = inputs.slice(2).map((value) => e.name(value));
  const multiply = (rows: string, output?: string): string =>
    kept === undefined
      ? e.node('Gemm', [rows, e.name(weight), ...bias], { transB }, output)
      : multiplyParts(e, rows, kept, { bias, layout: attributes.layout, output });
  if (x.shape.length === 2) {
    multiply(e.name(x), e.name(y));
    return;
  }
  const product = multiply(e.node('Reshape', [e.name(x), e.int64([-1, sizeOf(x)])]));
  e.node('Reshape', [product, e.reshapeTarget([], y.shape)], {}, e.name(y));
}

function sizeOf(x: Value): number {
  const size = dimAt(x.shape, -1);
  if (typeof size === 'string') throw new GraphError(`A linear layer needs inputs of a known size, not ${size}`);
  return size;
}

/** The transposition of a factor is a node of its own, which ONNX Runtime fuses with the product where it can. */
export function lowerMatmul(e: Emitter, { inputs, outputs, attributes }: OperationOf<'matmul'>): void {
  const { transposeA, transposeB } = attributes;
  const factors = [factor(e, valueAt(inputs, 0), transposeA), factor(e, valueAt(inputs, 1), transposeB)];
  e.node('MatMul', factors, {}, e.name(valueAt(outputs, 0)));
}

function factor(e: Emitter, x: Value, transpose: boolean): string {
  if (!transpose) return e.name(x);
  const rank = x.shape.length;
  const perm = [...Array.from({ length: rank - 2 }, (_, axis) => axis), rank - 1, rank - 2];
  return e.node('Transpose', [e.name(x)], { perm });
}

/**
 * The most rows that one product of matrices makes: ONNX Runtime's product goes through all rows of the left factor for
 * every 128 columns of the right one, and is slower by a third where they do not stay in the processor's cache.
 */
const mostRows = 768;

/**
 * One Gemm over all rows, or several that each make some rows of the result. The left factor is turned before, because
 * ONNX Runtime's product does that more slowly itself.
 */
export function lowerOuterProducts(e: Emitter, { inputs, outputs }: OperationOf<'outerProducts'>): void {
  const [left, right] = [valueAt(inputs, 0), valueAt(inputs, 1)];
  const [a, b] = [left, right].map((x) => (x.shape.length === 2 ? e.name(x) : asRows(e, x))) as [string, string];
  const size = sizeOf(left);
  const output = e.name(valueAt(outputs, 0));
  // The Reshape changes nothing: it keeps ONNX Runtime from making the two nodes one.
  const turned = (x: string): string =>
    e.node('Reshape', [e.node('Transpose', [x], { perm: [1, 0] }), e.int64([0, -1])]);
  if (size <= mostRows) {
    e.node('Gemm', [turned(a), b], {}, output);
    return;
  }
  const count = Math.ceil(size / mostRows);
  const step = Math.ceil(size / count);
  const parts = Array.from({ length: count }, (_, index) => {
    const bounds = [[index * step], [Math.min(size, (index + 1) * step)], [1]];
    return e.node('Gemm', [turned(e.node('Slice', [a, ...bounds.map((each) => e.int64(each))])), b]);
  });
  e.node('Concat', parts, { axis: 0 }, output);
}

function asRows(e: Emitter, x: Value): string {
  return e.node('Reshape', [e.name(x), e.int64([-1, sizeOf(x)])]);
}
