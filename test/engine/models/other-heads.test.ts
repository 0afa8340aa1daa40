import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readCheckpoint } from '../../../src/engine/models/checkpoint';
import { compareCase, inputsOf, otherSettings, readGolden, referenceModels } from './support/golden';
import { modelWithConfig } from './support/model-folder';
import { runOnce } from './support/run-once';

/** Results of all cases are Python's; those of `others` are not given. */
async function expectGolden(folder: string, goldenFolder: string, others: RegExp, least: number): Promise<void> {
  const { golden, tensors } = await readGolden(goldenFolder);
  const expected = new Map([...tensors].filter(([name]) => !others.test(name)));
  let count = 0;
  for (const each of golden.cases) {
    const outputs = await runOnce(folder, null, inputsOf(each));
    const { wrong, compared } = compareCase(each, expected, outputs, golden.tolerance.relative_to_max_abs);
    expect(wrong).toEqual([]);
    count += compared;
  }
  expect(count).toBeGreaterThanOrEqual(least);
}

const none = /^$/;

test('next-sentence prediction: two labels of a pair', async () => {
  const folder = join(otherSettings, 'bert-next-sentence');
  const { info } = await readCheckpoint(folder, null);
  expect(info).toMatchObject({ task: 'text-classification', labels: ['LABEL_0', 'LABEL_1'], missingHead: [] });
  await expectGolden(folder, folder, none, 12);
});

test("GPT-2's two heads: the one that goes on with a text", async () => {
  const folder = join(otherSettings, 'gpt2-double-heads');
  const { info } = await readCheckpoint(folder, null);
  expect(info).toMatchObject({ task: 'text-generation', missingHead: [] });
  await expectGolden(folder, folder, /\.mc_logits$/, 12);
});

test('multiple choice: the inside, which is that of the body', async () => {
  const folder = modelWithConfig('bert-sequence-classification', { architectures: ['BertForMultipleChoice'] });
  await expectGolden(folder, join(referenceModels, 'bert-sequence-classification'), /logits$/, 10);
});

test('an encoder that reads from left to right is refused by the name of the setting', async () => {
  const folder = modelWithConfig('bert-masked-lm', { architectures: ['BertLMHeadModel'], is_decoder: true });
  const message = 'The setting "is_decoder": true in config.json is not covered yet.';
  await expect(readCheckpoint(folder, 'model.safetensors')).rejects.toMatchObject({ code: 'unsupported', message });
});
