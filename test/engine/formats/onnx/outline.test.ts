import { fromBinary } from '@bufbuild/protobuf';
import fc from 'fast-check';
import { closeSync, ftruncateSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { LensError } from '../../../../src/common/errors/lens-error';
import { ModelProtoSchema } from '../../../../src/engine/formats/onnx/generated/onnx_pb';
import { readOutline } from '../../../../src/engine/formats/onnx/reading/outline';
import { modelFixture, temporaryFile } from '../../support/fixtures';

const files = [
  ['roberta-sentiment', 'model.onnx'],
  ['roberta-sentiment', 'model_quantized.onnx'],
  ['bert-masked-lm', 'model.onnx'],
  ['distilbert-sequence-classification', 'model.onnx'],
  ['gpt2-causal-lm', 'model.onnx'],
] as const;

const pathOf = (model: string, file: string): string => join(modelFixture(model), 'onnx', file);

/** Reads anything as an ONNX file: it is one, or a sentence says why not. */
function readAnything(path: string): void {
  try {
    const { inputs, outputs } = readOutline(path, 'model.onnx');
    expect([...inputs, ...outputs].every(({ name }) => typeof name === 'string')).toBe(true);
  } catch (error) {
    if (!(error instanceof LensError)) throw error;
    expect(error.code).not.toBe('internal');
    expect(error.message).toContain('model.onnx');
  }
}

test.each(files)('%s/%s is outlined as the whole file says', (model, file) => {
  const path = pathOf(model, file);
  const { graph } = fromBinary(ModelProtoSchema, readFileSync(path));
  const outline = readOutline(path, file);
  expect(outline.inputs.map(({ name }) => name)).toEqual(graph?.input.map(({ name }) => name));
  expect(outline.outputs.map(({ name }) => name)).toEqual(['logits']);
  expect(outline.inputs[0]).toEqual({ name: 'input_ids', dtype: 'int64', shape: ['batch_size', 'sequence_length'] });
  const sizes = new Map(graph?.initializer.map(({ name, dims }) => [name, dims.reduce((a, b) => a * b, 1n)]));
  expect(outline.weights.length).toBeGreaterThan(10);
  for (const { name, elements } of outline.weights) expect(BigInt(elements)).toBe(sizes.get(name));
});

describe('any bytes are an outline or a sentence', () => {
  test('of nothing in particular', () => {
    const path = temporaryFile('', 'model.onnx');
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        writeFileSync(path, bytes);
        readAnything(path);
      }),
      { numRuns: 2000 },
    );
  });

  test.each(files)('of %s/%s, changed', (model, file) => {
    const original = readFileSync(pathOf(model, file));
    const path = temporaryFile('', 'model.onnx');
    // The structure is at the beginning and at the end, weights in between.
    const place = fc.oneof(
      fc.nat(3000),
      fc.nat(30_000).map((back) => original.length - 1 - back),
    );
    const edit = fc.tuple(place, fc.integer({ min: 0, max: 255 }));
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 20 }), fc.option(place), (edits, end) => {
        const bytes = Uint8Array.from(original);
        for (const [at, byte] of edits) bytes[at] = byte;
        writeFileSync(path, bytes.subarray(0, end ?? undefined));
        readAnything(path);
      }),
      { numRuns: 60 },
    );
  });
});

test('weights are skipped, not read: 2 GB take no longer than a few bytes', () => {
  const path = temporaryFile('', 'model.onnx');
  const size = 2 ** 31 - 1;
  const descriptor = openSync(path, 'r+');
  ftruncateSync(descriptor, size);
  closeSync(descriptor);
  // graph { initializer { raw_data: ... } }: three lengths, each what is left of the file.
  const head = [0x3a, ...length(size - 6), 0x2a, ...length(size - 12), 0x4a, ...length(size - 18)];
  const file = openSync(path, 'r+');
  writeFileSync(file, Uint8Array.from(head));
  closeSync(file);
  const before = process.memoryUsage.rss();
  const started = performance.now();
  expect(readOutline(path, 'model.onnx')).toMatchObject({ fileSize: size, inputs: [], weights: [] });
  expect(performance.now() - started).toBeLessThan(2000);
  expect(process.memoryUsage.rss() - before).toBeLessThan(200e6);

  function length(value: number): number[] {
    return Array.from({ length: 5 }, (_, i) => (Math.floor(value / 128 ** i) % 128) | (i < 4 ? 0x80 : 0));
  }
});

test.each([
  ['messages within messages', () => nested(200)],
  ['a length without end', () => Uint8Array.from([0x3a, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01])],
  ['a field without a number', () => Uint8Array.from([0x00, 0x00])],
  ['a group', () => Uint8Array.from([0x3b, 0x3c])],
])('%s', (_what, bytes) => {
  const path = temporaryFile(bytes(), 'model.onnx');
  expect(() => readOutline(path, 'model.onnx')).toThrow('model.onnx is not an ONNX file');
});

/** A graph in an attribute of a node of a graph, and so on. */
function nested(depth: number): Uint8Array {
  let bytes: number[] = [];
  for (let i = 0; i < depth; i++) {
    for (const field of [0x32, 0x2a, 0x0a]) {
      const { length } = bytes;
      bytes = [field, (length & 0x7f) | 0x80, ((length >> 7) & 0x7f) | 0x80, length >> 14, ...bytes];
    }
  }
  const { length } = bytes;
  return Uint8Array.from([0x3a, (length & 0x7f) | 0x80, ((length >> 7) & 0x7f) | 0x80, length >> 14, ...bytes]);
}
