import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { encodeModel } from '../../../src/engine/formats/onnx/encode-model';
import { readBinHeader } from '../../../src/engine/formats/pytorch/read-bin';
import type { TensorEntry } from '../../../src/engine/formats/safetensors/header';
import { Graph } from '../../../src/engine/graph/graph';
import { placeWeights } from '../../../src/engine/models/external-weights';
import { lowerGraph } from '../../../src/engine/runtime/lowering/lower-graph';
import { onnxRuntime } from '../../../src/engine/runtime/onnxruntime';
import { createSession } from '../../../src/engine/runtime/session';

const path = resolve(import.meta.dirname, '../../fixtures/pytorch/turned.bin');

async function valuesOf(entry: TensorEntry): Promise<number[]> {
  const g = new Graph();
  g.output('y', g.add(g.parameter(entry.name, entry.shape), g.cast(g.input('zero', 'int64', [1]), 'float32')));
  const { folder, find } = await placeWeights([{ ...entry, path }]);
  const ort = await onnxRuntime();
  const model = encodeModel(lowerGraph('test', g.finish(), find));
  const session = await createSession(ort, model, { device: 'cpu', threads: 1, prepack: true, folder });
  const { y } = await session.run({ zero: new ort.Tensor('int64', BigInt64Array.of(0n), [1]) });
  await session.release();
  return [...(y?.data as Float32Array)];
}

test('a matrix of a .bin file that was turned before it was saved is turned back', async () => {
  const { tensors } = await readBinHeader(path);
  const [turned, weight] = [tensors.get('turned')!, tensors.get('weight')!];
  expect(turned).toMatchObject({ shape: [4, 3], transposed: true });
  expect(weight.transposed).toBeUndefined();
  const eighths = Array.from({ length: 12 }, (_, index) => index / 8);
  expect(await valuesOf(weight)).toEqual(eighths);
  const columns = [0, 1, 2, 3].flatMap((column) => [0, 1, 2].map((row) => (4 * row + column) / 8));
  expect(await valuesOf(turned)).toEqual(columns);
  // The same bytes read as halves: what is cast is turned as well.
  const half = await valuesOf({ ...turned, dtype: 'F16', shape: [6, 4] });
  const stored = await valuesOf({ ...weight, dtype: 'F16', shape: [4, 6] });
  expect(half).toEqual([0, 1, 2, 3, 4, 5].flatMap((column) => [0, 1, 2, 3].map((row) => stored[6 * row + column])));
});
