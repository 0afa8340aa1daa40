import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Tensor } from '../../../../src/common/tensors/tensor';
import { readCheckpoint } from '../../../../src/engine/models/checkpoint';
import { loadModel, type ModelOutputs } from '../../../../src/engine/models/loaded-model';
import { inputsOf, readGolden, referenceModels, relativeDifference, type GoldenCase } from '../support/golden';
import { copyModel } from '../support/model-folder';
import { moveOut } from '../support/onnx-file';

/** What an int8 export may differ by: golden.json measured 0.023 for the logits of the one there is; layers differ more. */
const int8 = { logits: 0.03, inner: 0.06 };

const files: [string, string, typeof int8 | null][] = [
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

function differences(outputs: ModelOutputs, expected: ReadonlyMap<string, Tensor>, golden: GoldenCase) {
  const prefix = `${golden.name}.`;
  const names = [...expected.keys()].filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
  return names.map((name) => {
    const found = outputs.get(name === 'last_logits' ? 'logits' : name);
    const wanted = expected.get(prefix + name);
    if (!found || !wanted) throw new Error(`${prefix}${name} is missing`);
    const isLast = name === 'last_logits';
    const difference = isLast
      ? relativeDifference(name, lastLogits(found, golden), wanted, [])
      : relativeDifference(name, found, wanted, golden.attention_mask);
    return { name, difference };
  });
}

const results = ['logits', 'attentions.0', 'attentions.1', 'hidden_states.0', 'hidden_states.1', 'hidden_states.2'];

/** Logits, attentions and hidden states of all cases are Python's. */
async function expectGolden(folder: string, weights: string | null, model: string, tolerance: typeof int8 | null) {
  const { golden, tensors } = await readGolden(join(referenceModels, model));
  const exact = golden.tolerance.relative_to_max_abs;
  for (const runs of ['once', 'often'] as const) {
    const options = { device: 'cpu', threads: 1, outputs: 'inspect', runs } as const;
    const loaded = await loadModel(await readCheckpoint(folder, weights), options);
    for (const each of golden.cases) {
      const outputs = await loaded.run(inputsOf(each));
      expect([...outputs.keys()]).toEqual(results);
      const found = differences(outputs, tensors, each);
      expect(found.length).toBeGreaterThan(3);
      for (const { name, difference } of found) {
        const most = tolerance?.[name.endsWith('logits') ? 'logits' : 'inner'] ?? exact;
        expect(difference, `${each.name}.${name}, ${runs}`).toBeLessThanOrEqual(most);
      }
    }
    await loaded.dispose();
  }
}

describe.each(files)('%s/%s gives what transformers gives', (model, file, tolerance) => {
  test('where it lies', async () => {
    await expectGolden(join(referenceModels, model), file, model, tolerance);
  });

  test('as the only weights of a folder', async () => {
    const folder = copyModel(model);
    rmSync(join(folder, 'model.safetensors'));
    const stale = ['onnx/model.onnx', 'onnx/model_quantized.onnx'].filter((name) => name !== file);
    for (const name of stale) rmSync(join(folder, name), { force: true });
    await expectGolden(folder, null, model, tolerance);
    const { info } = await readCheckpoint(folder, null);
    expect(info.weightFiles).toEqual([file]);
  });

  test('beside config.json, under another name', async () => {
    const folder = copyModel(model);
    cpSync(join(folder, file), join(folder, 'export 1.onnx'));
    await expectGolden(folder, 'export 1.onnx', model, tolerance);
  });

  test.each([
    ['one file', 1000, () => 'model.onnx_data'],
    ['several files, even small tensors, folders', 100, (index: number) => `weights/${index % 3}/größe 🎉.bin`],
  ])('with its weights in %s beside it', async (_what, minBytes, locate) => {
    const folder = copyModel(model);
    moveOut(join(folder, file), minBytes, locate);
    await expectGolden(folder, file, model, tolerance);
    const { info } = await readCheckpoint(folder, file);
    const whole = (await readCheckpoint(join(referenceModels, model), file)).info;
    expect(info.weightFiles.length).toBeGreaterThan(1);
    expect(info).toMatchObject({ parameters: whole.parameters, dtypes: whole.dtypes, labels: whole.labels });
    expect(info.weightBytes).toBeGreaterThan(whole.weightBytes * 0.95);
  });
});
