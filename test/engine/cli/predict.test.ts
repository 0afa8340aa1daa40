import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSafetensors } from '../../../src/engine/formats/safetensors/read-tensors';
import { writeSafetensors } from '../../../src/engine/formats/safetensors/write';
import { modelFixture, temporaryFile, temporaryFolder } from '../support/fixtures';
import { runCli } from '../support/run-cli';

interface Label {
  id: number;
  label: string;
  logit: number;
  probability: number;
}
interface Prediction {
  task: string;
  results: { labels: Label[] }[];
  device: string;
  ms: number;
}

const roberta = modelFixture('roberta-sentiment');

async function predict(args: string[], options?: Parameters<typeof runCli>[1]): Promise<Prediction> {
  const result = await runCli(['predict', '--json', ...args], options);
  expect(result).toMatchObject({ code: 0, stderr: '' });
  return result.json() as Prediction;
}

/** A copy of a fixture with other settings and tensors. */
async function variant(
  from: string,
  change: { config?: Record<string, unknown>; drop?: RegExp; rows?: number; value?: number },
): Promise<string> {
  const folder = temporaryFolder();
  const config = JSON.parse(readFileSync(join(from, 'config.json'), 'utf8')) as Record<string, unknown>;
  writeFileSync(join(folder, 'config.json'), JSON.stringify({ ...config, ...change.config }));
  for (const name of ['tokenizer.json', 'tokenizer_config.json']) copyFileSync(join(from, name), join(folder, name));
  const tensors = await readSafetensors(join(from, 'model.safetensors'));
  for (const [name, { dims, data }] of [...tensors]) {
    if (change.drop?.test(name)) tensors.delete(name);
    const [labels = 0, ...rest] = dims;
    if (change.rows && /^classifier(\.out_proj)?\.(weight|bias)$/.test(name)) {
      const length = (data.length / labels) * change.rows;
      tensors.set(name, { dims: [change.rows, ...rest], data: data.slice(0, length) });
    }
    if (change.value !== undefined && /^classifier.*bias$/.test(name)) data.fill(change.value as never);
  }
  await writeSafetensors(join(folder, 'model.safetensors'), tensors);
  return folder;
}

describe('model-lens predict', () => {
  it('gives labels by falling probability, softmax of the logits that Python computes', async () => {
    const { cases } = JSON.parse(readFileSync(join(roberta, 'golden.json'), 'utf8')) as {
      cases: { name: string; text?: string }[];
    };
    const { text = '' } = cases.find(({ name }) => name === 'short') ?? {};
    const golden = [...(await readSafetensors(join(roberta, 'golden.safetensors'))).get('short.logits')!.data].map(
      Number,
    );
    const found = await predict(['--model', roberta, '--text', text]);
    expect(found).toMatchObject({ task: 'text-classification', device: 'cpu', ms: expect.any(Number) as number });
    const labels = found.results[0]!.labels;
    expect(labels).toHaveLength(3);
    const sum = golden.reduce((total, logit) => total + Math.exp(logit), 0);
    for (const { id, logit, probability } of labels) {
      expect(logit).toBeCloseTo(golden[id]!, 3);
      expect(probability).toBeCloseTo(Math.exp(golden[id]!) / sum, 4);
    }
    const probabilities = labels.map(({ probability }) => probability);
    expect(probabilities).toEqual(probabilities.toSorted((a, b) => b - a));
    expect(new Set(labels.map(({ label }) => label)).size).toBe(3);
  });

  it('reads several texts as one batch, each as if it were alone', async () => {
    const texts = ['The café sold 3 cups.', 'a', 'The bank in Zürich raised rates to 3.2 percent 🎉'];
    const batch = await predict(['--model', roberta, ...texts.map((text) => `--text=${text}`)]);
    expect(batch.results).toHaveLength(3);
    for (const [index, text] of texts.entries()) {
      const alone = await predict(['--model', roberta, '--task', 'text-classification'], { input: text });
      alone.results[0]!.labels.forEach((label, rank) => {
        expect(batch.results[index]!.labels[rank]).toMatchObject({ id: label.id, label: label.label });
        expect(batch.results[index]!.labels[rank]!.probability).toBeCloseTo(label.probability, 4);
      });
    }
  });

  it('shows the top labels only, and reads a pair', async () => {
    const single = await predict(['--model', roberta, '--text', 'a b', '--top', '1']);
    expect(single.results[0]!.labels).toHaveLength(1);
    const pair = await predict(['--model', roberta, '--text', 'a b', '--pair', 'c', '--top', '1']);
    expect(pair.results[0]!.labels[0]!.logit).not.toBe(single.results[0]!.labels[0]!.logit);
    expect((await predict(['--model', roberta, '--file', temporaryFile('a b'), '--top', '1'])).results).toEqual(
      single.results,
    );
  });

  it('names labels that the config does not', async () => {
    const { results } = await predict(['--model', modelFixture('bert-sequence-classification'), '--text', 'a']);
    expect(results[0]!.labels.map(({ label }) => label).sort()).toEqual(['LABEL_0', 'LABEL_1']);
  });

  it('takes the sigmoid of each logit for several labels', async () => {
    const model = await variant(roberta, { config: { problem_type: 'multi_label_classification' } });
    const [result] = (await predict(['--model', model, '--text', 'a'])).results;
    for (const { logit, probability } of result!.labels) expect(probability).toBeCloseTo(1 / (1 + Math.exp(-logit)), 5);
  });

  it('gives the value of a regression', async () => {
    const config = { problem_type: 'regression', id2label: { 0: 'score' }, label2id: { score: 0 }, num_labels: 1 };
    const model = await variant(roberta, { config, rows: 1 });
    const { results } = await predict(['--model', model, '--text', 'a']);
    expect(results).toEqual([{ value: expect.any(Number) as number }]);
  });

  it('names a head that is not in the checkpoint', async () => {
    const model = await variant(modelFixture('bert-sequence-classification'), { drop: /^classifier/ });
    const result = await runCli(['predict', '--json', '--model', model, '--text', 'a']);
    expect(result.code).toBe(1);
    const message = expect.stringMatching(
      /classifier\.weight.*model\.safetensors|model\.safetensors.*classifier\.weight/,
    ) as string;
    expect(result.json()).toMatchObject({ error: { code: 'missing-weights', message } });
  });

  it.each([
    ['a bare encoder', () => modelFixture('bert-base-model'), ['--task', 'text-classification'], 'missing-weights'],
    ['another task', () => roberta, ['--task', 'fill-mask'], 'unsupported'],
  ])('refuses %s', async (_name, model, args, code) => {
    const result = await runCli(['predict', '--json', '--model', model(), '--text', 'a', ...args]);
    expect(result.code).toBe(1);
    expect(result.json()).toMatchObject({ error: { code } });
  });

  it('says so when the weights compute nonsense', async () => {
    const model = await variant(roberta, { value: NaN });
    const result = await runCli(['predict', '--json', '--model', model, '--text', 'a']);
    expect(result.json()).toMatchObject({
      error: { code: 'bad-file', message: expect.stringContaining('NaN') as string },
    });
  });

  it('tells how much of a long text was cut', async () => {
    const result = await runCli(['predict', '--json', '--model', roberta], { input: 'word '.repeat(2000) });
    expect(result.code).toBe(0);
    expect(result.stderr).toMatch(/was cut to \d+ tokens; \d+ did not fit/);
  });

  it('prints a table for people', async () => {
    const { stdout } = await runCli(['predict', '--model', roberta, '--text', 'one\ntwo']);
    expect(stdout).toMatch(/one\\ntwo\n\s+label\s+probability\s+logit\n/);
  });
});
