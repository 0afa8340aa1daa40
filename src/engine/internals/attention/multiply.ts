import type { InferenceSession } from 'onnxruntime-node';
import { LensError } from '../../../common/errors/lens-error';
import { encodeModel } from '../../formats/onnx/encode-model';
import { Graph } from '../../graph/graph';
import { lowerGraph } from '../../runtime/lowering/lower-graph';
import { onnxRuntime } from '../../runtime/onnxruntime';
import { createSession } from '../../runtime/session';

let session: Promise<InferenceSession> | undefined;

function productModel(): Uint8Array {
  const graph = new Graph();
  const [a, b] = ['a', 'b'].map((name) => graph.input(name, 'float32', ['n', 'n']));
  if (a !== undefined && b !== undefined) graph.output('product', graph.matmul(a, b));
  const noWeights = (name: string): never => {
    throw new LensError('internal', `The product of matrices has no weight ${name}.`);
  };
  return encodeModel(lowerGraph('product', graph.finish(), noWeights));
}

/** The product of two square matrices of `size` rows, computed by ONNX Runtime on the processor. */
export async function multiply(a: Float32Array, b: Float32Array, size: number): Promise<Float32Array> {
  const ort = await onnxRuntime();
  session ??= createSession(ort, productModel(), { device: 'cpu', threads: 0, prepack: false, folder: null });
  const tensor = (data: Float32Array) => new ort.Tensor('float32', data, [size, size]);
  const { product } = await (await session).run({ a: tensor(a), b: tensor(b) });
  if (product?.data instanceof Float32Array) return product.data;
  throw new LensError('internal', 'The product of two matrices is not float32.');
}
