import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { neverCancelled } from '../../../../src/common/rpc/cancellation';
import type { RunInput } from '../../../../src/common/contracts/run';
import { maskWords, type MaskedWords } from '../../../../src/engine/tasks/words/masked-words';
import { alone, readTexts } from './support/read-row';

interface Recorded {
  masks: Record<string, { text: string; masks: { id: number; text: string; probability: number }[][] }[]>;
}
const fixtures = join(import.meta.dirname, '../../../fixtures');
const recorded = JSON.parse(readFileSync(join(fixtures, 'predictions/predictions.json'), 'utf8')) as Recorded;
const cases = Object.entries(recorded.masks).flatMap(([model, all]) =>
  all.map((each, index) => [model, index, each] as const),
);
const close = (value: number): unknown => expect.closeTo(value, 4);

/** Masks the words at some characters of a text. */
async function mask(model: string, input: RunInput, at: readonly number[], top = 7): Promise<MaskedWords> {
  const { engine, scorer, of } = await readTexts(model, [input]);
  const { tokens } = engine.runs.row(of.runId, 0).row;
  const chosen = at.flatMap((start) => tokens.inRange(0, start, start + 1, 9).map(({ index }) => index));
  return scorer.masking(of, neverCancelled, (context) => maskWords(context, chosen, top));
}

describe('masked words', () => {
  it.each(cases)('of a text with masks are those of the pipeline: %s, %i', async (model, _, { text, masks }) => {
    const { places } = await mask(join(fixtures, model), alone(text), []);
    expect(
      places.map(({ candidates }) => candidates.map(({ ids, probability }) => ({ id: ids[0], probability }))),
    ).toEqual(masks.map((each) => each.map(({ id, probability }) => ({ id, probability: close(probability) }))));
    expect(places.every(({ place, standing }) => place.word === null && standing === null)).toBe(true);
  });

  it.each(cases.filter(([, index]) => index === 1))(
    'that are chosen are masked as if the mask were written: %s, %i',
    async (model, _, { text, masks }) => {
      const token = /\[MASK\]|<mask>/.exec(text)![0];
      const written = text.replace(token, 'café').replace(token, 'it');
      const at = [written.indexOf('café') + 1, written.indexOf(' it ') + 1];
      const { places, mask: shown } = await mask(join(fixtures, model), alone(written), at);
      expect(shown).toBe(token);
      expect(places.map(({ candidates }) => candidates.map(({ ids }) => ids[0]))).toEqual(
        masks.map((each) => each.map(({ id }) => id)),
      );
      expect(places.map(({ place: { word, start, end } }) => [word, written.slice(start, end)])).toEqual([
        ['café', 'café'],
        ['it', 'it'],
      ]);
      expect(places[0]!.place).toMatchObject({ before: 'The bank 🎉 in ', after: ` raised ${token} percent.` });
    },
  );

  it('say how probable the word is that stands there', async () => {
    const { places } = await mask('bert-masked-lm', alone('The soup is good.'), [9], 400);
    const [{ standing, pieces, candidates, place }] = places as [MaskedWords['places'][number]];
    expect(pieces).toBe(place.to - place.from);
    if (pieces !== 1) throw new Error('The fixture should know this word.');
    const same = candidates[standing!.rank - 1]!;
    expect(same.text).toBe(place.word);
    expect(same.probability).toBeCloseTo(standing!.probability, 10);
  });

  it('of several pieces are one word and one mask', async () => {
    const text = 'The café sold 3 cups.';
    const { places } = await mask('bert-masked-lm', alone(text), [5]);
    const written = await mask('bert-masked-lm', alone('The [MASK] sold 3 cups.'), []);
    expect(places[0]).toMatchObject({ standing: null, place: { word: 'café', start: 4, end: 8, joinStart: 3 } });
    expect(places[0]!.pieces).toBeGreaterThan(1);
    expect(places[0]!.candidates).toEqual(written.places[0]!.candidates);
  });

  it('say how they are written', async () => {
    const { places } = await mask('bert-masked-lm', alone('The [MASK] café sold 3 cups.'), [], 5);
    const [goesOn, word] = places[0]!.candidates;
    expect(goesOn).toMatchObject({ tokens: ['##or'], text: 'or', joins: true, writes: true });
    expect(word).toMatchObject({ tokens: ['g'], text: 'g', joins: false, writes: true });
    const special = (await mask('bert-masked-lm', alone('The [MASK] café.'), [], 200)).places[0]!.candidates;
    expect(special.filter(({ writes }) => !writes).map(({ text }) => text)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^\[[A-Z]+\]$/)]),
    );
  });

  it('of a pair are found in the pair', async () => {
    const { places } = await mask('bert-masked-lm', { text: 'It rained.', pair: 'The [MASK] rose.' }, []);
    expect(places[0]!.place).toMatchObject({ sequence: 1, start: 4, end: 10, before: 'The ', after: ' rose.' });
  });

  it('of an ONNX file are those of the checkpoint', async () => {
    const text = alone('The soup [MASK] good.');
    const onnx = await readTexts('bert-masked-lm', [text], { weights: 'onnx/model.onnx' });
    const found = await onnx.scorer.masking(onnx.of, neverCancelled, (context) => maskWords(context, [2], 5));
    const expected = await readTexts('bert-masked-lm', [text]);
    const wanted = await expected.scorer.masking(expected.of, neverCancelled, (context) => maskWords(context, [2], 5));
    const ids = ({ places }: MaskedWords) => places.map(({ candidates }) => candidates.map((each) => each.ids[0]));
    expect(found.places).toHaveLength(2);
    expect(ids(found)).toEqual(ids(wanted));
  });

  it('of special tokens are none', async () => {
    const { engine, scorer, of } = await readTexts('bert-masked-lm', [alone('It rained.')]);
    const last = engine.runs.row(of.runId, 0).row.length - 1;
    const found = await scorer.masking(of, neverCancelled, (context) => maskWords(context, [0, last, 999], 5));
    expect(found).toEqual({ mask: '[MASK]', places: [] });
  });

  it('show no more than what stands around them', async () => {
    const text = `${'word '.repeat(30)}here ${'other '.repeat(30)}`;
    const { places } = await mask('bert-masked-lm', alone(text), [text.indexOf('here')]);
    expect(places[0]!.place.before).toMatch(/^…(word )+$/);
    expect(places[0]!.place.after).toMatch(/^( other)+…$/);
  });

  it.each([
    ['gpt2-causal-lm', 'unsupported', /fills no masks: it is made for text-generation/],
    ['bert-sequence-classification', 'unsupported', /fills no masks/],
  ])('of %s are refused in a sentence', async (model, code, message) => {
    await expect(mask(model, alone('It rained.'), [3])).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message) as unknown,
    });
  });
});
