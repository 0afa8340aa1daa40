import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { defaultEncodeOptions, type EncodeOptions, type RunInput } from '../../../src/common/contracts/run';
import { readCheckpoint } from '../../../src/engine/models/checkpoint';
import { encodeFor } from '../../../src/engine/tasks/encode-for';
import { openTokenizer, type EncodedTargets } from '../../../src/engine/tokenizers/text-tokenizer';
import { modelFixture } from '../support/fixtures';

interface Case {
  name: string;
  text?: string;
  texts?: string[];
  targets: string[];
  decoder_input_ids: number[][];
  decoder_attention_mask?: number[][];
}

const folder = modelFixture('t5-conditional-generation');
const cases = (JSON.parse(readFileSync(join(folder, 'golden.json'), 'utf8')) as { cases: Case[] }).cases;

async function targetsOf(inputs: RunInput[], options: Partial<EncodeOptions> = {}): Promise<EncodedTargets> {
  const [tokenizer, checkpoint] = [await openTokenizer(folder), await readCheckpoint(folder, null)];
  const { targets } = await encodeFor(tokenizer, checkpoint, inputs, { ...defaultEncodeOptions, ...options });
  if (targets === undefined) throw new Error('no targets');
  return targets;
}

const input = (target?: string): RunInput => ({ text: 'a', pair: null, ...(target === undefined ? {} : { target }) });

describe('what a decoder is given', () => {
  test.each(cases.map((each) => [each.name, each] as const))('%s: as in the reference values', async (_, each) => {
    const texts = each.texts ?? [each.text ?? ''];
    const inputs = texts.map((text, index) => ({ text, pair: null, target: each.targets[index] ?? '' }));
    const targets = await targetsOf(inputs);
    const ids = each.decoder_input_ids;
    expect(targets.inputIds).toEqual(BigInt64Array.from(ids.flat(), BigInt));
    const mask = each.decoder_attention_mask ?? ids.map((row) => row.map(() => 1));
    expect(targets.attentionMask).toEqual(BigInt64Array.from(mask.flat(), BigInt));
    expect(targets.rows.map(({ length }) => length)).toEqual(mask.map((row) => row.filter((one) => one === 1).length));
  });

  test('is padded on the right, whatever side the texts are', async () => {
    const inputs = [input('Es.'), input('Der Zug stieg.')];
    expect(await targetsOf(inputs, { paddingSide: 'left' })).toMatchObject({
      inputIds: (await targetsOf(inputs)).inputIds,
    });
  });

  test('is the start token alone without a target', async () => {
    const { rows, inputIds } = await targetsOf([input(), input('Es.')]);
    expect(rows.map(({ length }) => length)).toEqual([1, 5]);
    expect([...inputIds.subarray(0, 5)]).toEqual([0n, 0n, 0n, 0n, 0n]);
    expect(rows[0]?.tokens.slice(0, 2)).toMatchObject([
      { id: 0, token: '<pad>', special: true, attention: 1, start: null, sequence: null },
      { id: 0, token: '<pad>', special: true, attention: 0, start: null, sequence: null },
    ]);
  });

  test('an empty target: the end token falls off, the start token stays', async () => {
    expect((await targetsOf([input('')])).inputIds).toEqual(BigInt64Array.of(0n));
  });

  test('has spans in the target, the start token none', async () => {
    const [row] = (await targetsOf([input('Die Bank')])).rows;
    const tokens = row?.tokens.slice(0, 99) ?? [];
    expect(tokens[0]).toMatchObject({ token: '<pad>', start: null, end: null });
    for (const { text, start, end } of tokens.slice(1)) expect(text).toBe('Die Bank'.slice(start ?? 99, end ?? 99));
    expect(row?.tokens.span(0)).toEqual([0, 8]);
    expect(row?.tokens.inRange(0, 4, 5, 9)[0]).toMatchObject({ token: { text: 'B' } });
  });

  test('is cut like labels: the start token takes the place of the end token', async () => {
    const [row] = (await targetsOf([input('Die Bank in Zürich stieg.')], { maxLength: 6 })).rows;
    expect(row?.length).toBe(6);
    expect(row?.cut).toBeGreaterThan(0);
  });

  test('a row of windows has the target of its text', async () => {
    const text = 'The bank in Zürich raised rates to 3.2 percent and fell.';
    const { rows } = await targetsOf([{ text, pair: null, target: 'Es.' }, input('Die')], { maxLength: 12, stride: 2 });
    expect(rows.length).toBeGreaterThan(3);
    expect(new Set(rows.slice(0, -1).map(({ length }) => length))).toEqual(new Set([5]));
  });
});
