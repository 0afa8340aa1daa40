import type { Tensor } from '../../../src/common/tensors/tensor';
import { encodeModel } from '../../../src/engine/formats/onnx/encode-model';
import type { Graph } from '../../../src/engine/graph/graph';
import { lowerGraph } from '../../../src/engine/runtime/lowering/lower-graph';
import { onnxRuntime } from '../../../src/engine/runtime/onnxruntime';
import { createSession } from '../../../src/engine/runtime/session';

type Floats = Tensor<Float32Array<ArrayBuffer>>;
type Integers = Tensor<BigInt64Array<ArrayBuffer>>;

/** Runs a graph in ONNX Runtime with float32 or int64 inputs and float32 weights by name. */
export async function runGraph(
  graph: Graph,
  inputs: Readonly<Record<string, Floats | Integers>>,
  weights: Readonly<Record<string, Floats>> = {},
): Promise<Map<string, Tensor>> {
  const ort = await onnxRuntime();
  const model = lowerGraph('test', graph.finish(), (name) => {
    const { dims, data } = weights[name]!;
    return { dtype: 'float32', shape: dims, source: { kind: 'inline', bytes: new Uint8Array(data.buffer) } };
  });
  const session = await createSession(ort, encodeModel(model), {
    device: 'cpu',
    threads: 1,
    prepack: true,
    folder: null,
  });
  const feeds = Object.entries(inputs).map(
    ([name, { dims, data }]) =>
      [
        name,
        data instanceof Float32Array ? new ort.Tensor('float32', data, dims) : new ort.Tensor('int64', data, dims),
      ] as const,
  );
  const results = await session.run(Object.fromEntries(feeds));
  await session.release();
  return new Map(
    Object.entries(results).map(([name, { dims, data }]) => [name, { dims, data: data as Float32Array<ArrayBuffer> }]),
  );
}

/** A float32 tensor. */
export function floats(dims: readonly number[], values: Iterable<number>): Floats {
  return { dims, data: Float32Array.from(values) };
}

/** An int64 tensor. */
export function integers(dims: readonly number[], values: Iterable<number>): Integers {
  return { dims, data: BigInt64Array.from(values, BigInt) };
}
