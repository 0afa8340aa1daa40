import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Tensor } from '../../../../src/common/tensors/tensor';
import { readCheckpoint } from '../../../../src/engine/models/checkpoint';
import { loadModel, type ModelOutputs } from '../../../../src/engine/models/loaded-model';
import { inputsOf, readGolden, referenceModels, relativeDifference, type GoldenCase } from '../support/golden';
import { copyModel } from '../support/model-folder';
import { moveOut } from '../support/onnx-file';

/** What an int8 export may differ by; golden.json measured 0.023 for the one there is. */
const int8 = 0.03;

const files: [string, string, number | null][] = [
  ['roberta-sentiment', 'onnx/model.onnx', null],
  ['roberta-sentiment', 'onnx/model_quantized.onnx', int8],
  ['bert-masked-lm', 'onnx/model.onnx', null],
  ['distilbert-sequence-classification', 'onnx/model.onnx', null],
  ['gpt2-causal-lm', 'onnx/model.onnx', null],
];

/** Logits of the last token that is not padding, which is all that is kept of some cases. */
function lastLogits({ dims, data }: Tensor, { attention_mask: mask }: GoldenCase): Tensor {
  const [rows = 0, positions = 0, size = 0] = dims;
  const picked = Array.from({ length: rows }, (_, row) => {
    const at = row * positions + (mask[row] ?? []).lastIndexOf(1);
    return [...data].slice(at * size, (at + 1) * size);
  });
  return { dims: [rows, size], data: Float32Array.from(picked.flat(), Number) };
}

function difference(outputs: ModelOutputs, expected: ReadonlyMap<string, Tensor>, golden: GoldenCase): number {
  const logits = outputs.get('logits');
  if (!logits) throw new Error('no logits');
  const whole = expected.get(`${golden.name}.logits`);
  if (whole) return relativeDifference('logits', logits, whole, golden.attention_mask);
  const last = expected.get(`${golden.name}.last_logits`);
  if (!last) throw new Error(`${golden.name} has no logits`);
  return relativeDifference('last_logits', lastLogits(logits, golden), last, []);
}

async function expectLogits(folder: string, weights: string | null, model: string, tolerance: number | null) {
  const { golden, tensors } = await readGolden(join(referenceModels, model));
  const most = tolerance ?? golden.tolerance.relative_to_max_abs;
  for (const runs of ['once', 'often'] as const) {
    const options = { device: 'cpu', threads: 1, outputs: 'inspect', runs } as const;
    const loaded = await loadModel(await readCheckpoint(folder, weights), options);
    for (const each of golden.cases) {
      const outputs = await loaded.run(inputsOf(each));
      expect([...outputs.keys()]).toEqual(['logits']);
      expect(difference(outputs, tensors, each), `${each.name}, ${runs}`).toBeLessThanOrEqual(most);
    }
    await loaded.dispose();
  }
}

describe.each(files)('%s/%s gives what transformers gives', (model, file, tolerance) => {
  test('where it lies', async () => {
    await expectLogits(join(referenceModels, model), file, model, tolerance);
  });

  test('as the only weights of a folder', async () => {
    const folder = copyModel(model);
    rmSync(join(folder, 'model.safetensors'));
    const stale = ['onnx/model.onnx', 'onnx/model_quantized.onnx'].filter((name) => name !== file);
    for (const name of stale) rmSync(join(folder, name), { force: true });
    await expectLogits(folder, null, model, tolerance);
    const { info } = await readCheckpoint(folder, null);
    expect(info.weightFiles).toEqual([file]);
  });

  test('beside config.json, under another name', async () => {
    const folder = copyModel(model);
    cpSync(join(folder, file), join(folder, 'export 1.onnx'));
    await expectLogits(folder, 'export 1.onnx', model, tolerance);
  });

  test.each([
    ['one file', 1000, () => 'model.onnx_data'],
    ['several files, even small tensors, folders', 100, (index: number) => `weights/${index % 3}/größe 🎉.bin`],
  ])('with its weights in %s beside it', async (_what, minBytes, locate) => {
    const folder = copyModel(model);
    moveOut(join(folder, file), minBytes, locate);
    await expectLogits(folder, file, model, tolerance);
    const { info } = await readCheckpoint(folder, file);
    const whole = (await readCheckpoint(join(referenceModels, model), file)).info;
    expect(info.weightFiles.length).toBeGreaterThan(1);
    expect(info).toMatchObject({ parameters: whole.parameters, dtypes: whole.dtypes, labels: whole.labels });
    expect(info.weightBytes).toBeGreaterThan(whole.weightBytes * 0.95);
  });
});
