import { fromBinary } from '@bufbuild/protobuf';
import fc from 'fast-check';
import { closeSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ModelProtoSchema, type TensorProto } from '../../../../src/engine/formats/onnx/generated/onnx_pb';
import { FileWindow } from '../../../../src/engine/formats/onnx/reading/file-window';
import { copyLean } from '../../../../src/engine/formats/onnx/reading/lean-copy';
import { modelFixture, temporaryFile } from '../../support/fixtures';

function copy(path: string, size: number, overBytes: number): Uint8Array {
  const descriptor = openSync(path, 'r');
  try {
    const refer = { location: ':itself', overBytes };
    return copyLean(new FileWindow(descriptor, size), 'model.onnx', { without: new Set(), maxBytes: 1e7, refer });
  } finally {
    closeSync(descriptor);
  }
}

/** What a tensor of the copy says of its place. */
function placeOf({ externalData }: TensorProto): Record<string, string> {
  return Object.fromEntries(externalData.map(({ key, value }) => [key, value]));
}

test('the larger weights of a copy lie where they lay, the rest is as it was', () => {
  const files = ['roberta-sentiment/onnx/model_quantized.onnx', 'bert-masked-lm/onnx/model.onnx'];
  fc.assert(
    fc.property(fc.constantFrom(...files), fc.nat(20_000), (name, overBytes) => {
      const path = modelFixture(name);
      const bytes = new Uint8Array(readFileSync(path));
      const before = fromBinary(ModelProtoSchema, bytes);
      const after = fromBinary(ModelProtoSchema, copy(path, bytes.length, overBytes));
      const weights = before.graph?.initializer ?? [];
      after.graph?.initializer.forEach((tensor, index) => {
        const expected = weights[index]!.rawData;
        if (expected.length > overBytes) {
          const { location, offset, length } = placeOf(tensor);
          expect([location, tensor.rawData.length]).toEqual([':itself', 0]);
          const found = bytes.subarray(Number(offset), Number(offset) + Number(length));
          expect(Buffer.compare(found, expected)).toBe(0);
          tensor.rawData = expected;
          tensor.externalData = [];
        }
        tensor.dataLocation = weights[index]!.dataLocation;
      });
      expect(after.graph?.node).toEqual(before.graph?.node);
      expect(after.graph?.initializer.map(({ name: each, rawData }) => [each, rawData.length])).toEqual(
        weights.map(({ name: each, rawData }) => [each, rawData.length]),
      );
    }),
    { numRuns: 20 },
  );
});

test('a copy of 2 GB is a few bytes', () => {
  const path = temporaryFile('', join('model.onnx'));
  const size = 2 ** 31 - 1;
  // graph { initializer { raw_data: ... } }: three lengths, each what is left of the file.
  const head = [0x3a, ...lengthOf(size - 6), 0x2a, ...lengthOf(size - 12), 0x4a, ...lengthOf(size - 18)];
  const file = openSync(path, 'r+');
  ftruncateSync(file, size);
  writeSync(file, Uint8Array.from(head));
  closeSync(file);
  const bytes = copy(path, size, 20_000);
  expect(bytes.length).toBeLessThan(100);
  const [tensor] = fromBinary(ModelProtoSchema, bytes).graph?.initializer ?? [];
  expect(placeOf(tensor!)).toEqual({ location: ':itself', offset: '18', length: String(size - 18) });
});

function lengthOf(value: number): number[] {
  return Array.from({ length: 5 }, (_, i) => (Math.floor(value / 128 ** i) % 128) | (i < 4 ? 0x80 : 0));
}
