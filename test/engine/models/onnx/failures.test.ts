import { create } from '@bufbuild/protobuf';
import { readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ErrorCode } from '../../../../src/common/errors/lens-error';
import {
  FunctionProtoSchema,
  NodeProtoSchema,
  SparseTensorProtoSchema,
  TensorProto_DataType as DataType,
  type GraphProto,
  type ModelProto,
} from '../../../../src/engine/formats/onnx/generated/onnx_pb';
import { readCheckpoint } from '../../../../src/engine/models/checkpoint';
import { temporaryFile } from '../../support/fixtures';
import { batch, changed, expectFailure, file } from '../support/broken-onnx';
import { rename, valueInfo } from '../support/edit-graph';
import { copyModel } from '../support/model-folder';
import { onnxBytes } from '../support/onnx-file';
import { batchOf, runOnce } from '../support/run-once';

describe('files that are not what they seem', () => {
  test.each<[string, (bytes: Buffer) => Uint8Array]>([
    ['empty', () => new Uint8Array()],
    ['text', () => Buffer.from('version https://git-lfs.github.com/spec/v1\n')],
    ['a page', () => Buffer.from('<!doctype html><html></html>')],
    ['cut short', (bytes) => bytes.subarray(0, 100_000)],
    ['without its beginning', (bytes) => bytes.subarray(1)],
    ['safetensors', () => readFileSync(join(copyModel('roberta-sentiment'), 'model.safetensors'))],
  ])('%s', async (_what, change) => {
    const folder = copyModel('roberta-sentiment');
    writeFileSync(join(folder, file), change(readFileSync(join(folder, file))));
    await expectFailure(folder, 'bad-file', /^onnx\/model\.onnx is not an ONNX file/);
  });

  test('a folder, and nothing', async () => {
    const folder = copyModel('roberta-sentiment');
    rmSync(join(folder, file));
    await expectFailure(folder, 'not-found', /^onnx\/model\.onnx cannot be opened/);
    symlinkSync(folder, join(folder, file));
    await expectFailure(folder, 'not-found', /^onnx\/model\.onnx cannot be opened/);
  });

  test('more than protobuf can read', async () => {
    const folder = copyModel('roberta-sentiment');
    truncateSync(join(folder, file), 2 ** 31);
    await expectFailure(folder, 'unsupported', /has 2\.1 GB; ONNX Runtime reads files up to 2 GB/);
  });
});

describe('graphs that cannot run', () => {
  test.each<[string, ErrorCode, RegExp, (graph: GraphProto, model: ModelProto) => unknown]>([
    ['a cycle', 'bad-file', /not acyclic/, ({ node }) => (node[5]!.input[0] = node.at(-1)!.output[0]!)],
    ['a missing node', 'bad-file', /is not a graph input, initializer, or output/, ({ node }) => node.splice(10, 1)],
    [
      'another shape',
      'bad-file',
      /holds more or less than its shape needs/,
      (g) => (g.initializer[0]!.dims[0] = 999_999n),
    ],
    ['no operator of that name', 'unsupported', /NoSuchOperator/, (g) => (g.node[3]!.opType = 'NoSuchOperator')],
    ['an operator of a library', 'unsupported', /operator Cast of com\.foo/, (g) => (g.node[3]!.domain = 'com.foo')],
    ['a future operator set', 'unsupported', /Opset 99 is under/, (_, m) => (m.opsetImport[0]!.version = 99n)],
    ['a future format', 'unsupported', /IR version: 99/, (_, m) => (m.irVersion = 99n)],
    ['no graph', 'bad-file', /it has no graph/, (_, m) => delete m.graph],
    ['no results', 'unsupported', /gives no result/, (g) => (g.output = [])],
    [
      'sparse tensors',
      'unsupported',
      /has sparse tensors/,
      (g) => g.sparseInitializer.push(create(SparseTensorProtoSchema, { dims: [1n << 40n] })),
    ],
    [
      'a function that calls itself',
      'bad-file',
      /function own:f calls itself/,
      (_, m) => m.functions.push(calls('f', 'f')),
    ],
    [
      'functions that grow',
      'too-big',
      /larger graph than any model/,
      (g, m) => {
        m.functions.push(...Array.from({ length: 30 }, (_, n) => calls(`f${n}`, `f${n + 1}`, `f${n + 1}`)));
        m.functions.push(calls('f30'));
        g.node.push(create(NodeProtoSchema, { opType: 'f0', domain: 'own' }));
      },
    ],
    [
      'functions within functions',
      'too-big',
      /larger graph than any model/,
      (g, m) => {
        m.functions.push(...Array.from({ length: 20_000 }, (_, n) => calls(`f${n}`, `f${n + 1}`)));
        g.node.push(create(NodeProtoSchema, { opType: 'f0', domain: 'own' }));
      },
    ],
  ])('%s', async (_what, code, message, change) => {
    await expectFailure(changed(change), code, message);
  });

  function calls(name: string, ...called: string[]) {
    const node = called.map((opType) => create(NodeProtoSchema, { opType, domain: 'own' }));
    return create(FunctionProtoSchema, { name, domain: 'own', node });
  }

  test('a function that calls itself is found where it is called', async () => {
    const folder = changed((graph, model) => {
      model.functions.push(calls('f', 'g'), calls('g', 'f'));
      graph.node.push(create(NodeProtoSchema, { opType: 'f', domain: 'own' }));
    });
    await expectFailure(folder, 'bad-file', /calls itself/);
  });
});

describe('inputs that cannot be given', () => {
  test.each<[RegExp, (graph: GraphProto) => unknown]>([
    [
      /takes the input "pixel_values" \(float32 \[1, 3, \?\]\)/,
      (g) => g.input.push(valueInfo('pixel_values', DataType.FLOAT, [1, 3, ''])),
    ],
    [
      /takes the input "encoder_hidden_states"/,
      (g) => g.input.push(valueInfo('encoder_hidden_states', DataType.FLOAT, ['b', 's', 32])),
    ],
    [
      /takes the input "past_key_values\.0\.key"/,
      (g) => g.input.push(valueInfo('past_key_values.0.key', DataType.FLOAT, ['b', 'h', 's', 8])),
    ],
    [
      /takes the input "past_key_values\.0\.key"/,
      (g) => g.input.push(valueInfo('past_key_values.0.key', DataType.FLOAT, ['b', 4, 7, 8])),
    ],
    [/takes the input "input_ids" \(uint8/, (g) => (g.input[0] = valueInfo('input_ids', DataType.UINT8, ['b', 's']))],
    [
      /takes the input "attention_mask" \(int64 \[b, 1, s, s\]\)/,
      (g) => (g.input[1] = valueInfo('attention_mask', DataType.INT64, ['b', 1, 's', 's'])),
    ],
    [
      /takes inputs of sizes that do not agree: 3, 4/,
      (g) => (g.input = g.input.map(({ name }, n) => valueInfo(name, DataType.INT64, ['b', 3 + n]))),
    ],
    [/does not read text: it takes attention_mask and no input_ids/, (g) => g.input.shift()],
  ])('%s', async (message, change) => {
    await expectFailure(changed(change), 'unsupported', message);
  });

  test('padding that the file cannot be told of', async () => {
    const folder = changed((graph) => {
      graph.input.pop();
      rename(graph, 'attention_mask', 'input_ids');
    });
    const padded = batchOf([[0, 2, null]], 1);
    await expect(runOnce(folder, file, padded)).rejects.toMatchObject({ message: /takes no attention_mask/ });
    expect((await runOnce(folder, file, batch)).get('logits')?.dims).toEqual([1, 3]);
  });

  test('ids that the model does not have', async () => {
    const folder = copyModel('roberta-sentiment');
    await expect(runOnce(folder, file, batchOf([[400]], 1))).rejects.toMatchObject({ code: 'usage', message: /400/ });
    const long = batchOf([Array.from({ length: 65 }, () => 5)], 1);
    await expect(runOnce(folder, file, long)).rejects.toMatchObject({ code: 'too-big', message: /at most 64/ });
  });

  test('logits of something else than the texts', async () => {
    const folder = changed((graph) => {
      rename(graph, 'logits', 'inner');
      graph.node.push(create(NodeProtoSchema, { opType: 'Flatten', input: ['inner'], output: ['flat'] }));
      graph.node.push(create(NodeProtoSchema, { opType: 'Transpose', input: ['flat'], output: ['logits'] }));
      graph.output = [valueInfo('logits', DataType.FLOAT, ['x', 'y'])];
    });
    await expectFailure(folder, 'bad-file', /gives logits \[3, 1\] for a batch of 1 texts/);
  });
});

test('what a file describes is bounded, whatever its size', async () => {
  const bomb = onnxBytes({ graph: { node: Array.from({ length: 1_000_001 }, () => ({})) } });
  const path = temporaryFile(bomb, 'model.onnx');
  const folder = join(path, '..');
  writeFileSync(join(folder, 'config.json'), '{"model_type":"bert"}');
  await expect(readCheckpoint(folder, null)).rejects.toMatchObject({ code: 'too-big', message: /larger graph/ });
});
