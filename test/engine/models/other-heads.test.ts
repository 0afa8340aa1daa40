import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { neverCancelled } from '../../../src/common/rpc/cancellation';
import { generate } from '../../../src/engine/generate/generate';
import { openLanguageModel } from '../../../src/engine/generate/model/open-language-model';
import { resolveSettings } from '../../../src/engine/generate/settings/resolve-settings';
import { readCheckpoint } from '../../../src/engine/models/checkpoint';
import type { ModelOutputs } from '../../../src/engine/models/loaded-model';
import { compareCase, inputsOf, otherSettings, readGolden, referenceModels } from './support/golden';
import { modelWithConfig } from './support/model-folder';
import { batchOf, runOnce } from './support/run-once';

/** What the likeliest tokens are, by runs of transformers over whole texts (heads.py). */
interface Greedy {
  readonly input_ids: number[][];
  readonly greedy: number[][];
}

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

describe("BERT's and RoBERTa's layers as a decoder", () => {
  test.each(['bert-lm-head', 'roberta-causal-lm'])('%s sees what came before alone', async (name) => {
    const folder = join(otherSettings, name);
    const { info } = await readCheckpoint(folder, null);
    expect(info).toMatchObject({ task: 'text-generation', kind: 'decoder-only', missingHead: [] });
    await expectGolden(folder, folder, none, 12);
  });

  test('with a head for the next word, but reading in both directions', async () => {
    const folder = join(otherSettings, 'bert-lm-head-both-ways');
    await expectGolden(folder, folder, none, 4);
    const opening = openLanguageModel(await readCheckpoint(folder, null), { device: 'cpu', threads: 1, runs: 'once' });
    await expect(opening).rejects.toMatchObject({
      code: 'unsupported',
      message: expect.stringContaining('reads a text in both directions') as unknown,
    });
  });

  test.each(['bert-lm-head', 'roberta-causal-lm'])('%s goes on with texts, alone and together', async (name) => {
    const folder = join(otherSettings, name);
    const golden = JSON.parse(readFileSync(join(folder, 'greedy.json'), 'utf8')) as Greedy;
    const model = await openLanguageModel(await readCheckpoint(folder, null), {
      ...{ device: 'cpu', threads: 1, runs: 'once' },
    });
    const settings = resolveSettings({ max_new_tokens: golden.greedy[0]?.length ?? 0, eos_token_id: [] }, {});
    const request = { settings, seed: 1, top: 0, stops: () => Promise.resolve(false), signal: neverCancelled };
    const together = await generate(model, { ...request, prompts: golden.input_ids });
    expect(together.map(({ ids }) => ids)).toEqual(golden.greedy);
    const [first] = golden.input_ids;
    const [alone] = await generate(model, { ...request, prompts: [first ?? []] });
    expect(alone?.ids).toEqual(golden.greedy[0]);
    await model.dispose();
  });

  test('what else a decoder may be asked for is refused by name', async () => {
    const settings = { is_decoder: true, add_cross_attention: true };
    const folder = modelWithConfig('bert-masked-lm', { architectures: ['BertLMHeadModel'], ...settings });
    const message = 'The setting "add_cross_attention": true in config.json is not covered yet.';
    await expect(readCheckpoint(folder, 'model.safetensors')).rejects.toMatchObject({ code: 'unsupported', message });
  });

  test('a masked language model with the setting sees what came before alone, as in transformers', async () => {
    const folder = modelWithConfig('bert-masked-lm', { is_decoder: true });
    const inputs = (last: number) => batchOf([[4, 20, 30, last]], 0);
    const [one, other] = [
      await runOnce(folder, 'model.safetensors', inputs(40)),
      await runOnce(folder, 'model.safetensors', inputs(50)),
    ];
    const size = (one.get('logits')?.dims[2] ?? 0) * 3;
    const before = (outputs: ModelOutputs) => outputs.get('logits')?.data.slice(0, size);
    expect(size).toBeGreaterThan(0);
    expect(before(one)).toEqual(before(other));
  });
});
