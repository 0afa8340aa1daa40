import { fromBinary } from '@bufbuild/protobuf';
import { expect, test } from 'vitest';
import { encodeModel } from '../../../../src/engine/formats/onnx/encode-model';
import { ModelProtoSchema, TensorProto_DataLocation } from '../../../../src/engine/formats/onnx/generated/onnx_pb';

test('a model is read back as it was written', () => {
  const bytes = encodeModel({
    name: 'model',
    inputs: [{ name: 'x', dtype: 'int64', shape: ['batch', 7] }],
    outputs: [{ name: 'y', dtype: 'float32', shape: [] }],
    initializers: [
      { name: 'small', dtype: 'float32', shape: [1], source: { kind: 'inline', bytes: Uint8Array.of(0, 0, 128, 63) } },
      {
        name: 'large',
        dtype: 'bfloat16',
        shape: [2, 3],
        source: { kind: 'external', location: 'a/b c.safetensors', offset: 2 ** 40, length: 12 },
      },
    ],
    nodes: [
      {
        op: 'Gemm',
        inputs: ['x', '', 'large'],
        outputs: ['y'],
        attributes: { transB: 1, perm: [0, -1], approximate: 'tanh', epsilon: { float: 1e-12 } },
      },
    ],
  });
  const { graph, opsetImport } = fromBinary(ModelProtoSchema, bytes);
  expect(opsetImport).toMatchObject([{ domain: '', version: 20n }]);
  expect(graph?.input[0]?.type?.value).toMatchObject({
    case: 'tensorType',
    value: {
      elemType: 7,
      shape: { dim: [{ value: { case: 'dimParam', value: 'batch' } }, { value: { case: 'dimValue', value: 7n } }] },
    },
  });
  expect(graph?.initializer[0]).toMatchObject({ dims: [1n], dataType: 1, rawData: Uint8Array.of(0, 0, 128, 63) });
  expect(graph?.initializer[1]).toMatchObject({
    dims: [2n, 3n],
    dataType: 16,
    dataLocation: TensorProto_DataLocation.EXTERNAL,
    externalData: [
      { key: 'location', value: 'a/b c.safetensors' },
      { key: 'offset', value: '1099511627776' },
      { key: 'length', value: '12' },
    ],
  });
  expect(graph?.node[0]).toMatchObject({
    opType: 'Gemm',
    input: ['x', '', 'large'],
    output: ['y'],
    attribute: [
      { name: 'transB', type: 2, i: 1n },
      { name: 'perm', type: 7, ints: [0n, -1n] },
      { name: 'approximate', type: 3 },
      { name: 'epsilon', type: 1, f: Math.fround(1e-12) },
    ],
  });
});
