import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSafetensors } from '../../../src/engine/formats/safetensors/read-tensors';
import { moveOut } from '../models/support/onnx-file';
import { modelFixture, temporaryFile, temporaryFolder } from '../support/fixtures';
import { runCli } from '../support/run-cli';
import { relativeDifference } from '../support/tensors';

const roberta = modelFixture('roberta-sentiment');
const gpt2 = modelFixture('gpt2-causal-lm');
const texts = ['--text', 'The café sold 3 cups.', '--text', 'It rained.'];

interface Label {
  label: string;
  logit: number;
}
interface Answer {
  weights: string[];
  results: { labels: Label[] }[];
}

async function answer(args: readonly string[]): Promise<unknown> {
  const result = await runCli([...args, '--json']);
  expect(result).toMatchObject({ code: 0, stderr: '' });
  return result.json();
}

/** The text of the case `short`. */
function textOf(folder: string): string {
  const { cases } = JSON.parse(readFileSync(join(folder, 'golden.json'), 'utf8')) as {
    cases: { name: string; text: string }[];
  };
  return cases.find(({ name }) => name === 'short')?.text ?? '';
}

/** A copy of a model whose only weights are an ONNX file. */
function onnxOnly(model: string): string {
  const folder = temporaryFolder();
  cpSync(model, folder, { recursive: true });
  for (const name of ['model.safetensors', 'onnx/model_quantized.onnx']) rmSync(join(folder, name), { force: true });
  return folder;
}

describe('model-lens predict on ONNX files', () => {
  const predict = async (model: string, ...more: string[]): Promise<Answer> =>
    (await answer(['predict', '--model', model, ...texts, ...more])) as Answer;
  const logits = ({ results }: Answer) =>
    results.map(({ labels }) => Object.fromEntries(labels.map(({ label, logit }) => [label, logit])));

  it('gives what the safetensors give, a batch and a pair', async () => {
    for (const more of [[], ['--padding-side', 'left']]) {
      const expected = logits(await predict(roberta, ...more));
      const close = expected.map((row) =>
        Object.fromEntries(Object.entries(row).map(([label, logit]) => [label, expect.closeTo(logit, 4) as unknown])),
      );
      expect(logits(await predict(roberta, '--weights', 'onnx/model.onnx', ...more))).toEqual(close);
      const alone = await predict(onnxOnly(roberta), ...more);
      expect(logits(alone)).toEqual(close);
      expect(alone.weights).toEqual(['onnx/model.onnx']);
    }
    const pair = ['predict', '--text', 'a', '--pair', 'b c'];
    const [a, b] = [await answer([...pair, '--model', roberta]), await answer([...pair, '--model', onnxOnly(roberta)])];
    expect((a as Answer).results[0]?.labels[0]?.logit).toBeCloseTo(
      (b as Answer).results[0]?.labels[0]?.logit ?? NaN,
      4,
    );
  });

  it('gives another result for other weights', async () => {
    const [exact, int8] = [
      logits(await predict(roberta)),
      logits(await predict(roberta, '--weights', 'onnx/model_quantized.onnx')),
    ];
    for (const [row, labels] of exact.entries()) {
      for (const [label, logit] of Object.entries(labels)) {
        expect(Math.abs((int8[row]?.[label] ?? NaN) - logit)).toBeLessThan(0.1);
        expect(int8[row]?.[label]).not.toBe(logit);
      }
    }
  });

  it('refuses a model for another task, and what is not there', async () => {
    const cannot = await runCli(['predict', '--json', '--model', gpt2, '--text', 'a']);
    expect(cannot).toMatchObject({ code: 1 });
    expect(cannot.json()).toMatchObject({ error: { code: 'unsupported' } });
    for (const [weights, code] of [
      ['onnx/model_fp16.onnx', 1],
      ['../model.onnx', 2],
    ] as const) {
      expect(await runCli(['predict', '--model', roberta, '--text', 'a', '--weights', weights])).toMatchObject({
        code,
      });
    }
  });
});

describe('model-lens inspect on ONNX files', () => {
  const inspect = async (...args: string[]) => {
    const out = join(temporaryFolder(), 'out.safetensors');
    await answer(['inspect', '--out', out, ...args]);
    return readSafetensors(out);
  };

  const inner = ['attentions.0', 'attentions.1', 'hidden_states.0', 'hidden_states.1', 'hidden_states.2'];

  it.each([
    ['gpt2-causal-lm', 'onnx/model.onnx', 5e-5],
    ['roberta-sentiment', 'onnx/model.onnx', 5e-5],
    ['roberta-sentiment', 'onnx/model_quantized.onnx', 0.06],
    ['distilbert-sequence-classification', 'onnx/model.onnx', 5e-5],
  ])('gives what Python gives, attention and hidden states too: %s, %s', async (model, weights, most) => {
    const folder = modelFixture(model);
    const found = await inspect('--model', folder, '--weights', weights, '--text', textOf(folder));
    const expected = await readSafetensors(join(folder, 'golden.safetensors'));
    expect([...found.keys()].toSorted()).toEqual([...inner, 'attention_mask', 'input_ids', 'logits'].toSorted());
    for (const name of ['logits', ...inner]) {
      expect(relativeDifference(found.get(name)!, expected.get(`short.${name}`)!), name).toBeLessThan(most);
    }
  });

  it('says why a file shows no attention, and gives the rest', async () => {
    const folder = onnxOnly(roberta);
    const config = join(folder, 'config.json');
    const settings = JSON.parse(readFileSync(config, 'utf8')) as Record<string, unknown>;
    writeFileSync(config, JSON.stringify({ ...settings, num_hidden_layers: 3 }));
    const out = join(temporaryFolder(), 'out.safetensors');
    const result = await runCli(['inspect', '--model', folder, '--text', 'a', '--out', out]);
    expect(result.code).toBe(0);
    expect(result.stderr).toContain(
      'onnx/model.onnx shows neither attention nor hidden states: 2 of its operations are built as attentions',
    );
    expect((await readSafetensors(out)).has('logits')).toBe(true);
  });

  it('takes ids, positions too, as they are', async () => {
    const model = onnxOnly(gpt2);
    const ids = { input_ids: [[399, 40, 83]], attention_mask: [[0, 1, 1]], position_ids: [[0, 0, 1]] };
    const given = await inspect('--model', model, '--ids', temporaryFile(JSON.stringify(ids), 'ids.json'));
    const alone = { input_ids: [[40, 83]] };
    const found = await inspect('--model', model, '--ids', temporaryFile(JSON.stringify(alone), 'ids.json'));
    expect([...(found.get('logits')?.data ?? [])].length).toBe(800);
    const [last, expected] = [given, found].map((each) =>
      [...(each.get('logits')?.data ?? [])].map(Number).slice(-800),
    );
    expected?.forEach((value, index) => expect(last?.[index]).toBeCloseTo(value, 4));
  });

  it('finds weights beside the file, wherever it is called from', async () => {
    const folder = onnxOnly(gpt2);
    moveOut(join(folder, 'onnx/model.onnx'), 1000, () => 'model.onnx_data');
    const cwd = join(temporaryFolder(), 'elsewhere');
    mkdirSync(cwd);
    const result = await runCli(['inspect', '--model', folder, '--text', 'a', '--out', 'out.safetensors'], { cwd });
    expect(result).toMatchObject({ code: 0, stderr: '' });
    expect((await readSafetensors(join(cwd, 'out.safetensors'))).get('logits')?.dims.slice(-1)).toEqual([400]);
  });
});

describe('model-lens config on ONNX files', () => {
  it('gives the facts of a folder with nothing else', async () => {
    expect(await answer(['config', '--model', onnxOnly(gpt2)])).toMatchObject({
      architecture: 'gpt2',
      className: 'GPT2LMHeadModel',
      kind: 'decoder-only',
      task: 'text-generation',
      layers: 2,
      heads: 4,
      kvHeads: 4,
      hiddenSize: 32,
      vocabSize: 400,
      maxPositions: 64,
      parameters: 53120,
      dtypes: ['float32'],
      weightFiles: ['onnx/model.onnx'],
      labels: {},
    });
  });

  it('gives those of the file that is asked for', async () => {
    const facts = await answer(['config', '--model', roberta, '--weights', 'onnx/model_quantized.onnx']);
    expect(facts).toMatchObject({
      parameters: 33251,
      dtypes: ['int8', 'uint8', 'float32'],
      weightFiles: ['onnx/model_quantized.onnx'],
      labels: { 0: 'negative', 1: 'neutral', 2: 'positive' },
    });
  });
});
