import { truncateSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { neverCancelled } from '../../../src/common/rpc/cancellation';
import { findTensor } from '../../../src/engine/describe/statistics/find-tensor';
import { tensorStatistics } from '../../../src/engine/describe/statistics/tensor-statistics';
import { TensorProto_DataType as DataType, type TensorProto } from '../../../src/engine/formats/onnx/generated/onnx_pb';
import { fromFloat16 } from '../../../src/engine/formats/safetensors/half-floats';
import { packInFourBits, toHalf } from '../models/support/few-bits';
import { copyModel } from '../models/support/model-folder';
import { editOnnx, moveOut, placeTensor } from '../models/support/onnx-file';

const file = 'onnx/model.onnx';
const table = 'model.roberta.embeddings.word_embeddings.weight';

async function statisticsOf(folder: string, weights: string | null, name: string) {
  const entry = await findTensor(folder, weights, name);
  return tensorStatistics({ entry, signal: neverCancelled, progress: () => undefined });
}

/** A copy whose table is changed. */
function changed(change: (table: TensorProto) => unknown): string {
  const folder = copyModel('roberta-sentiment');
  editOnnx(join(folder, file), ({ initializer }) => change(initializer.find(({ name }) => name === table)!));
  return folder;
}

/** The bytes that a file keeps of a tensor. */
function rawBytes(folder: string, weights: string, name: string): Uint8Array<ArrayBuffer> {
  let bytes = new Uint8Array();
  editOnnx(join(folder, weights), ({ initializer }) => {
    bytes = Uint8Array.from(initializer.find((each) => each.name === name)!.rawData);
  });
  return bytes;
}

function meanAndDeviation(values: readonly number[]) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, std: Math.sqrt(squares / (values.length - 1)), min: Math.min(...values), max: Math.max(...values) };
}

describe('statistics of a weight of an ONNX file', () => {
  it('are those of the same weight in safetensors, in the file and beside it', async () => {
    const folder = copyModel('roberta-sentiment');
    const expected = await statisticsOf(folder, null, table.slice('model.'.length));
    expect({ ...(await statisticsOf(folder, file, table)), name: expected.name }).toEqual(expected);
    moveOut(join(folder, file), 100, (index) => `data/weights_${index % 2}.bin`);
    const beside = await findTensor(folder, file, table);
    expect(beside.path).toMatch(/onnx.data.weights_[01]\.bin$/);
    expect({ ...(await statisticsOf(folder, file, table)), name: expected.name }).toEqual(expected);
  });

  it('are of the stored numbers where weights are quantised', async () => {
    const folder = copyModel('roberta-sentiment');
    const weights = 'onnx/model_quantized.onnx';
    const names: string[] = [];
    const bytes: readonly number[] = [DataType.INT8, DataType.UINT8];
    editOnnx(join(folder, weights), ({ initializer }) => {
      const quantised = initializer.filter(({ dataType, dims }) => bytes.includes(dataType) && dims.length === 2);
      names.push(...new Map(quantised.map(({ dataType, name }) => [dataType, name])).values());
    });
    expect(names.length).toBeGreaterThan(0);
    for (const name of names) {
      const raw = rawBytes(folder, weights, name);
      const { dtype } = await findTensor(folder, weights, name);
      const values = [...(dtype === 'I8' ? new Int8Array(raw.buffer) : raw)];
      const found = await statisticsOf(folder, weights, name);
      const { mean, std, ...range } = meanAndDeviation(values);
      expect(found).toMatchObject({ count: values.length, nan: 0, ...range });
      expect(found.mean).toBeCloseTo(mean, 8);
      expect(found.std).toBeCloseTo(std, 8);
      expect(found.histogram?.counts.reduce((a, b) => a + b, 0)).toBeGreaterThanOrEqual(0.999 * values.length);
    }
  });

  it('are of float16 and bfloat16', async () => {
    const half = changed((tensor) => {
      tensor.dataType = DataType.FLOAT16;
      tensor.rawData = toHalf(tensor.rawData);
    });
    const values = [...fromFloat16(new Uint16Array(rawBytes(half, file, table).buffer))];
    const { min, max, mean } = meanAndDeviation(values);
    const found = await statisticsOf(half, file, table);
    expect(found).toMatchObject({ count: values.length, min, max });
    expect(found.mean).toBeCloseTo(mean, 8);
    // Of float32 the upper half is bfloat16.
    const brain = changed((tensor) => {
      tensor.dataType = DataType.BFLOAT16;
      tensor.rawData = tensor.rawData.filter((_, index) => index % 4 > 1);
    });
    const whole = await statisticsOf(copyModel('roberta-sentiment'), file, table);
    const rounded = await statisticsOf(brain, file, table);
    expect(rounded.count).toBe(whole.count);
    expect(Math.abs((rounded.max ?? 0) / (whole.max ?? 1) - 1)).toBeLessThan(2 ** -7);
  });
});

describe('a sentence, where a tensor', () => {
  it.each<[string, (tensor: TensorProto) => unknown, { code: string; message: unknown }]>([
    [
      'is not there',
      (tensor) => (tensor.name = 'other'),
      { code: 'not-found', message: `There is no tensor "${table}" in the weights.` },
    ],
    [
      'is written number by number',
      (tensor) => {
        tensor.floatData = [...new Float32Array(Uint8Array.from(tensor.rawData).buffer)];
        tensor.rawData = new Uint8Array();
      },
      { code: 'unsupported', message: expect.stringContaining('written one by one') as unknown },
    ],
    [
      'is of a type without numbers here',
      (tensor) => (tensor.dataType = DataType.INT4),
      { code: 'bad-file', message: expect.stringContaining('more or less') },
    ],
    [
      'is shorter than its shape',
      (tensor) => (tensor.dims = [1000n, 1000n]),
      { code: 'bad-file', message: expect.stringContaining('more or less') },
    ],
    [
      'has a shape that cannot be',
      (tensor) => (tensor.dims = [-1n]),
      { code: 'bad-file', message: expect.stringContaining('no tensor can have') },
    ],
    [
      'lies outside of the folder',
      (tensor) => placeTensor(tensor, { location: '../../etc/passwd', offset: '0' }),
      { code: 'bad-file', message: expect.stringContaining('not a file beside it') },
    ],
    [
      'lies behind the end of the file that it names as its own',
      (tensor) => {
        const bytes = Number(tensor.dims.reduce((a, b) => a * b, 4n));
        placeTensor(tensor, { location: ':itself', offset: '999999999', length: String(bytes) });
      },
      { code: 'bad-file', message: expect.any(String) },
    ],
    [
      'lies in a file that is not there',
      (tensor) => placeTensor(tensor, { location: 'none.bin' }),
      { code: 'not-found', message: expect.stringContaining('none.bin') },
    ],
  ])('%s', async (_what, change, error) => {
    await expect(statisticsOf(changed(change), file, table)).rejects.toMatchObject(error);
  });

  it('lies beside it in a file that is cut', async () => {
    const folder = copyModel('roberta-sentiment');
    moveOut(join(folder, file), 100, () => 'weights.bin');
    truncateSync(join(folder, 'onnx/weights.bin'), 10);
    await expect(statisticsOf(folder, file, table)).rejects.toMatchObject({ code: 'bad-file' });
  });

  it('is packed in blocks of four bits', async () => {
    const folder = copyModel('roberta-sentiment');
    const packed: string[] = [];
    editOnnx(join(folder, file), (graph) => {
      packInFourBits(graph);
      packed.push(...graph.node.filter(({ opType }) => opType === 'MatMulNBits').map(({ input }) => input[1] ?? ''));
    });
    expect(packed.length).toBeGreaterThan(0);
    await expect(statisticsOf(folder, file, packed[0] ?? '')).rejects.toMatchObject({ code: 'unsupported' });
  });
});
