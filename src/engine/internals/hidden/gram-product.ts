import { LensError } from '../../../common/errors/lens-error';
import { encodeModel } from '../../formats/onnx/encode-model';
import { Graph } from '../../graph/graph';
import { lowerGraph } from '../../runtime/lowering/lower-graph';
import { onnxRuntime } from '../../runtime/onnxruntime';
import { createSession } from '../../runtime/session';

/** `X^T (X v)` of a few vectors v of one length. */
export type GramProduct = (vectors: readonly Float64Array[]) => Promise<Float64Array[]>;

/**
 * Prepares the product with `X^T X`, which is never made itself: two products of tall matrices by ONNX Runtime.
 * @param data X, [rows, columns]
 */
export async function gramProduct(data: Float32Array, rows: number, columns: number): Promise<GramProduct> {
  const ort = await onnxRuntime();
  const options = { device: 'cpu', threads: 0, prepack: false, folder: null } as const;
  const session = await (shared ??= createSession(ort, productModel(), options));
  const x = new ort.Tensor('float32', data, [rows, columns]);
  return async (vectors) => {
    const v = Float32Array.from({ length: vectors.length * columns }, (_, at) => {
      return vectors[Math.floor(at / columns)]?.[at % columns] ?? 0;
    });
    const { y } = await session.run({ x, v: new ort.Tensor('float32', v, [vectors.length, columns]) });
    const result = y?.data;
    if (!(result instanceof Float32Array)) throw new LensError('internal', 'A product of matrices is not float32.');
    return vectors.map((_, i) => Float64Array.from(result.subarray(i * columns, (i + 1) * columns)));
  };
}

let shared: ReturnType<typeof createSession> | undefined;

/** y [vectors, columns] = (v X^T) X, with x [rows, columns] and v [vectors, columns]. */
function productModel(): Uint8Array {
  const graph = new Graph();
  const x = graph.input('x', 'float32', ['rows', 'columns']);
  const v = graph.input('v', 'float32', ['vectors', 'columns']);
  graph.output('y', graph.matmul(graph.matmul(v, graph.transpose(x, [1, 0])), x));
  const noWeights = (name: string): never => {
    throw new LensError('internal', `A product of matrices has no weight ${name}.`);
  };
  return encodeModel(lowerGraph('gram', graph.finish(), noWeights));
}
