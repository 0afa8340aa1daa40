import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Tensor } from '../../../src/common/tensors/tensor';
import { readSafetensors } from '../../../src/engine/formats/safetensors/read-tensors';
import { modelFixture, temporaryFile, temporaryFolder } from '../support/fixtures';
import { runCli } from '../support/run-cli';
import { pick, relativeDifference } from '../support/tensors';

type Lists = Record<string, number[][]>;
interface Case {
  name: string;
  text?: string;
  texts?: string[];
  pair?: [string, string];
  padding_side?: string;
  targets?: string[];
  input_ids: number[][];
  attention_mask: number[][];
  token_type_ids?: number[][];
  position_ids?: number[][];
  decoder_input_ids?: number[][];
  decoder_attention_mask?: number[][];
}

const models = [
  'bert-sequence-classification',
  'bert-base-model',
  'roberta-sentiment',
  'roberta-sentiment-float16',
  'xlm-roberta-sequence-classification',
  'distilbert-sequence-classification',
  't5-conditional-generation',
  't5-gated-conditional-generation',
  'gpt2-causal-lm',
  'llama-causal-lm',
  'mistral-causal-lm',
];
const tolerance = 5e-5;

function casesOf(model: string): Case[] {
  return (JSON.parse(readFileSync(join(modelFixture(model), 'golden.json'), 'utf8')) as { cases: Case[] }).cases;
}

function textArguments({ text, texts, pair, padding_side: side, targets = [] }: Case): string[] {
  const given = (pair ? [pair[0]] : (texts ?? [text ?? ''])).map((each) => `--text=${each}`);
  const more = [...(pair ? [`--pair=${pair[1]}`] : []), ...targets.map((target) => `--target=${target}`)];
  return [...given, ...more, ...(side ? ['--padding-side', side] : [])];
}

async function check(model: string, golden: Case, args: string[]): Promise<void> {
  const out = join(temporaryFolder(), 'out.safetensors');
  const result = await runCli(['inspect', '--json', '--model', modelFixture(model), '--out', out, ...args]);
  expect(result).toMatchObject({ code: 0, stderr: '' });
  expect(result.json()).toMatchObject({ out, device: 'cpu' });
  const found = await readSafetensors(out);
  const ids = golden.input_ids.flat().map(BigInt);
  expect(found.get('input_ids')?.data).toEqual(BigInt64Array.from(ids));
  expect(found.get('attention_mask')?.data).toEqual(BigInt64Array.from(golden.attention_mask.flat(), BigInt));
  const decoderIds = golden.decoder_input_ids?.flat().map(BigInt);
  expect(found.get('decoder_input_ids')?.data).toEqual(decoderIds && BigInt64Array.from(decoderIds));
  const expected = await readSafetensors(join(modelFixture(model), 'golden.safetensors'));
  const names = [...expected.keys()].filter((name) => name.startsWith(`${golden.name}.`));
  expect(names.length).toBeGreaterThan(0);
  for (const name of names) {
    const field = name.slice(golden.name.length + 1);
    const actual = field === 'last_logits' ? lastLogits(found) : found.get(field);
    if (!actual) throw new Error(`${name} was not written`);
    expect(relativeDifference(actual, expected.get(name)!), name).toBeLessThan(tolerance);
  }
  expect(readdirSync(dirname(out))).toEqual(['out.safetensors']);
}

/** Of the logits of a language model those of the last token that each row of the (last) stack was given. */
function lastLogits(found: ReadonlyMap<string, Tensor>): Tensor | undefined {
  const [logits, mask] = [found.get('logits'), found.get('decoder_attention_mask') ?? found.get('attention_mask')];
  if (!logits || !mask) return undefined;
  const [rows = 0, positions = 0] = logits.dims;
  const lasts = Array.from({ length: rows }, (_, row) => {
    const real = [...mask.data.slice(row * positions, (row + 1) * positions)].map(Number);
    return pick(pick(logits, 0, [row]), 1, [real.lastIndexOf(1)]).data;
  });
  return { dims: [rows, logits.dims[2] ?? 0], data: Float32Array.from(lasts.flatMap((data) => [...data].map(Number))) };
}

describe.each(models)('model-lens inspect on %s', (model) => {
  it.each(casesOf(model).map((golden) => [golden.name, golden] as const))(
    'gives what Python gives: %s',
    async (_name, golden) => {
      await check(model, golden, textArguments(golden));
    },
  );

  it('takes ids as they are', async () => {
    // The last case: of padded rows, or of a pair.
    const golden = casesOf(model).at(-1)!;
    const { input_ids, attention_mask, token_type_ids, position_ids } = golden;
    const { decoder_input_ids, decoder_attention_mask } = golden;
    const text = { input_ids, attention_mask, token_type_ids, position_ids };
    const lists: Lists = Object.fromEntries(
      Object.entries({ ...text, decoder_input_ids, decoder_attention_mask }).filter(([, list]) => list !== undefined),
    ) as Lists;
    await check(model, golden, ['--ids', temporaryFile(JSON.stringify(lists), 'ids.json')]);
  });
});

describe('model-lens inspect', () => {
  const bert = modelFixture('bert-base-model');
  const inspect = (args: string[], cwd?: string) =>
    runCli(['inspect', '--json', '--model', bert, ...args], cwd === undefined ? {} : { cwd });

  it('writes where it was called, not where the model lies', async () => {
    const cwd = temporaryFolder();
    expect((await inspect(['--text', 'a', '--out', 'here.safetensors'], cwd)).code).toBe(0);
    expect(readdirSync(cwd)).toEqual(['here.safetensors']);
  });

  it.each([
    [{ input_ids: [[1, 2], [3]] }, '"input_ids" should be 2 lists of 2 numbers'],
    [{ input_ids: [[1, 2]], attention_mask: [[1]] }, '"attention_mask" should be 1 lists of 2 numbers'],
    [{ input_ids: [[1, 2]], attention_mask: [[1, 2]] }, 'must be below 2'],
    [{ input_ids: [[1, 999_999]] }, 'holds 999999'],
    [{ input_ids: [[1, -1]] }, 'input_ids'],
    [{ input_ids: [[1.5]] }, 'input_ids'],
    [{ input_ids: [[1]], inputs_embeds: [[1]] }, '"inputs_embeds" is not known here'],
    [{ input_ids: [['1']] }, 'input_ids'],
    [{ input_ids: [1, 2] }, 'input_ids'],
    [{ input_ids: [] }, 'input_ids'],
    [{ input_ids: [[]] }, '"input_ids" is empty'],
    [{ attention_mask: [[1]] }, 'input_ids'],
    [{ input_ids: [[1]], decoder_input_ids: [[1]] }, 'models with a decoder'],
    [{ input_ids: [[1]], labels: [[1]] }, 'labels'],
    [{ input_ids: [[1]], token_type_ids: [[7]] }, 'token type 7'],
    [{ input_ids: [[1]], position_ids: [[60_000]] }, 'at most'],
  ])('refuses the ids %j', async (lists, sentence) => {
    const out = join(temporaryFolder(), 'out.safetensors');
    const result = await inspect(['--ids', temporaryFile(JSON.stringify(lists), 'ids.json'), '--out', out]);
    expect(result.stderr).toContain(sentence);
    expect(result.code).toBeGreaterThan(0);
    expect(result.json()).toHaveProperty('error.code');
    expect(readdirSync(dirname(out))).toEqual([]);
  });

  it('refuses two sources and places that cannot be written', async () => {
    const out = join(temporaryFolder(), 'out.safetensors');
    const ids = temporaryFile('{"input_ids":[[1]]}', 'ids.json');
    expect(await inspect(['--ids', ids, '--text', 'a', '--out', out])).toMatchObject({ code: 2 });
    expect(await inspect(['--text', 'a', '--out', join(out, 'no/folder')])).toMatchObject({ code: 1 });
    expect(await inspect(['--text', 'a', '--out', dirname(out)])).toMatchObject({ code: 1 });
  });
});

describe('model-lens inspect of an encoder-decoder', () => {
  const t5 = modelFixture('t5-conditional-generation');
  const inspect = async (model: string, args: string[]) => {
    const out = join(temporaryFolder(), 'out.safetensors');
    return { out, ...(await runCli(['inspect', '--json', '--model', model, '--out', out, ...args])) };
  };

  it('gives the decoder its start token alone without a target', async () => {
    const { code, out } = await inspect(t5, ['--text', 'It rained.', '--text', 'a']);
    expect(code).toBe(0);
    const found = await readSafetensors(out);
    expect(found.get('decoder_input_ids')).toEqual({ dims: [2, 1], data: BigInt64Array.of(0n, 0n) });
    expect(found.get('logits')?.dims).toEqual([2, 1, 404]);
    expect(found.get('cross_attentions.1')?.dims).toEqual([2, 4, 1, 7]);
  });

  it('takes one target for all texts', async () => {
    const { out } = await inspect(t5, ['--text', 'It rained.', '--text', 'a', '--target', 'Es.']);
    expect((await readSafetensors(out)).get('decoder_input_ids')?.dims).toEqual([2, 5]);
  });

  it('says that a target was cut', async () => {
    const { code, stderr } = await inspect(t5, ['--text=a', '--target=Die Bank in Zürich.', '--max-length=8']);
    expect(stderr).toMatch(/The target was cut to 8 tokens; \d+ did not fit/);
    expect(code).toBe(0);
  });

  it.each([
    [{ input_ids: [[1], [2]], decoder_input_ids: [[0]] }, '"decoder_input_ids" should be 2 lists of 1 numbers'],
    [{ input_ids: [[1]], decoder_input_ids: [[0, 404]] }, 'holds 404'],
    [{ input_ids: [[1]], decoder_input_ids: [[]] }, '"decoder_input_ids" is empty'],
    [{ input_ids: [[1]], decoder_attention_mask: [[1]] }, 'without "decoder_input_ids"'],
    [{ input_ids: [[1]], decoder_input_ids: [[0]], decoder_attention_mask: [[2]] }, 'must be below 2'],
  ])('refuses the ids %j', async (lists, sentence) => {
    const { code, stderr } = await inspect(t5, ['--ids', temporaryFile(JSON.stringify(lists), 'ids.json')]);
    expect(stderr).toContain(sentence);
    expect(code).toBe(1);
  });

  it('refuses targets where there is nothing to give them to', async () => {
    const bert = modelFixture('bert-base-model');
    expect(await inspect(bert, ['--text=a', '--target=b'])).toMatchObject({ code: 2 });
    const ids = temporaryFile('{"input_ids":[[1]]}', 'ids.json');
    expect(await inspect(t5, ['--ids', ids, '--target=b'])).toMatchObject({ code: 2 });
    const targets = ['--target=b', '--target=c'];
    expect(await inspect(t5, ['--text=a', '--text=b', '--text=c', ...targets])).toMatchObject({ code: 2 });
  });
});
