import { rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { GraphProto } from '../../../../src/engine/formats/onnx/generated/onnx_pb';
import { readCheckpoint } from '../../../../src/engine/models/checkpoint';
import { loadModel } from '../../../../src/engine/models/loaded-model';
import { changed, expectFailure, file } from '../support/broken-onnx';
import { copyModel } from '../support/model-folder';
import { moveOut, placeTensor } from '../support/onnx-file';

describe('weights in other files', () => {
  test.each<[RegExp, Record<string, string>]>([
    [/is placed in "\.\.\/model\.safetensors", which is not a file beside it/, { location: '../model.safetensors' }],
    [/is placed in "\/etc\/passwd"/, { location: '/etc/passwd' }],
    [/is placed in "a\/\.\.\/\.\.\/b"/, { location: 'a/../../b' }],
    [/is placed in "C:\\a"/, { location: 'C:\\a' }],
    [/is placed in "\\\\host\\share"/, { location: '\\\\host\\share' }],
    [/is placed in "\*\/_ORT_MEM_ADDR_\/\*"/, { location: '*/_ORT_MEM_ADDR_/*', offset: '4096' }],
    [/is placed in ""/, {}],
    [/is placed in "a.b", which/, { location: 'a\0b' }],
    [/does not fit the place/, { location: 'data', offset: '-1' }],
    [/does not fit the place/, { location: 'data', offset: '1e3' }],
    [/does not fit the place/, { location: 'data', length: '4' }],
    [/does not fit the place/, { location: 'data', length: '99999999999999999999' }],
    [/data is incomplete: it ends before the tensor "model\.roberta\.embeddings\.word/, { location: 'data' }],
    [/data is incomplete/, { location: 'data', offset: '9007199254740991' }],
  ])('%s', async (message, entries) => {
    const folder = changed(({ initializer }) => placeTensor(initializer[0]!, entries));
    writeFileSync(join(folder, 'onnx/data'), 'short');
    await expectFailure(folder, 'bad-file', message);
  });

  test('a file that is not there', async () => {
    const folder = copyModel('roberta-sentiment');
    moveOut(join(folder, file), 1000, () => 'model.onnx_data');
    rmSync(join(folder, 'onnx/model.onnx_data'));
    await expectFailure(folder, 'not-found', /^onnx\/model\.onnx_data is not there, in which onnx\/model\.onnx keeps/);
  });

  test.each<[string, (graph: GraphProto) => unknown]>([
    ['sizes below zero', (g) => (g.initializer[0]!.dims = [-4n])],
    ['endless sizes', (g) => (g.initializer[0]!.dims = [1n << 40n, 1n << 40n])],
    ['no type', (g) => (g.initializer[0]!.dataType = 77)],
  ])('a tensor with %s', async (_what, change) => {
    const folder = changed((graph) => {
      placeTensor(graph.initializer[0]!, { location: 'data' });
      change(graph);
    });
    await expectFailure(folder, 'bad-file', /has a shape or a type that no tensor can have/);
  });

  test('a tensor inside a node is looked at as well', async () => {
    const folder = changed(({ node }) => {
      const constant = node.find(({ opType }) => opType === 'Constant');
      placeTensor(constant!.attribute[0]!.t!, { location: '/dev/zero' });
    });
    await expectFailure(folder, 'bad-file', /which is not a file beside it/);
  });
});

describe('weights that stay in the file', () => {
  const matrix = ({ initializer }: GraphProto) => initializer.find(({ rawData }) => rawData.length > 20_000)!;

  test('a name that stands for the file itself is none that a file may use', async () => {
    const folder = changed((graph) => {
      placeTensor(matrix(graph), { location: ':itself', offset: '0', length: '51200' });
    });
    await expectFailure(folder, 'bad-file', /is placed in ":itself", which is not a file beside it/);
  });

  test('content both in the file and beside it', async () => {
    const folder = changed((graph) => {
      const tensor = matrix(graph);
      const { rawData } = tensor;
      placeTensor(tensor, { location: 'data', offset: '0', length: String(rawData.length) });
      tensor.rawData = rawData;
    });
    writeFileSync(join(folder, 'onnx/data'), new Uint8Array(100_000));
    await expectFailure(folder, 'bad-file', /holds more or less than its shape needs/);
  });

  test.each([
    ['more', 4],
    ['less', -4],
  ])('%s content than the shape has', async (_what, bytes) => {
    const folder = changed((graph) => {
      const tensor = matrix(graph);
      const content = new Uint8Array(tensor.rawData.length + bytes);
      content.set(tensor.rawData.subarray(0, content.length));
      tensor.rawData = content;
    });
    await expectFailure(folder, 'bad-file', /holds more or less than its shape needs/);
  });

  test('a file that became shorter since it was read', async () => {
    const folder = changed(() => undefined);
    const checkpoint = await readCheckpoint(folder, file);
    truncateSync(join(folder, file), 100_000);
    const options = { device: 'cpu', threads: 1, outputs: 'inspect', runs: 'once' } as const;
    await expect(loadModel(checkpoint, options)).rejects.toMatchObject({ code: 'bad-file' });
  });
});
