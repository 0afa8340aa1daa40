import { describe, expect, it } from 'vitest';
import { neverCancelled } from '../../../../src/common/rpc/cancellation';
import { softmax } from '../../../../src/common/statistics/probabilities';
import { readCheckpoint } from '../../../../src/engine/models/checkpoint';
import { loadModel } from '../../../../src/engine/models/loaded-model';
import { maskWords } from '../../../../src/engine/tasks/words/masked-words';
import { findWholeWords, type WholeWords } from '../../../../src/engine/tasks/words/whole-words';
import { modelFixture } from '../../support/fixtures';
import { batchOf } from '../../models/support/run-once';
import { alone, readTexts } from './support/read-row';

const vocabSize = 400;

/** Whole words in place of the words at some characters, the ids of the text, and where the place is among them. */
async function words(
  model: string,
  text: string,
  at: readonly number[],
  options: { maxPositions?: number; top?: number } = {},
) {
  const { engine, scorer, of } = await readTexts(model, [alone(text)]);
  const { tokens } = engine.runs.row(of.runId, 0).row;
  const chosen = at.flatMap((start) => tokens.inRange(0, start, start + 1, 9).map(({ index }) => index));
  const { maxPositions = 100, top = 40 } = options;
  const find = { chosen, place: 0, top, maxPositions, vocabSize };
  const found = await scorer.masking(of, neverCancelled, (context) => findWholeWords(context, find));
  const { places } = await scorer.masking(of, neverCancelled, (context) => maskWords(context, chosen, top));
  return { found, ids: [...tokens.ids], places: places.map(({ place }) => place), singles: places };
}

/** The score as a loop over the model gives it: the masks are filled one by one, then the geometric mean. */
async function scoreOf(model: string, before: number[], pieces: readonly number[], after: number[], mask: number) {
  const options = { device: 'cpu', threads: 1, outputs: 'prediction', runs: 'once' } as const;
  const loaded = await loadModel(await readCheckpoint(modelFixture(model), null), options);
  let product = 1;
  for (const [step, id] of pieces.entries()) {
    const masks = pieces.map((piece, at) => (at < step ? piece : mask));
    const { data } = (await loaded.run(batchOf([[...before, ...masks, ...after]], 0))).get('logits')!;
    const start = (before.length + step) * vocabSize;
    product *= softmax(data.subarray(start, start + vocabSize))[id]!;
  }
  await loaded.dispose();
  return product ** (1 / pieces.length);
}

const ofPieces = ({ candidates }: WholeWords, count: number) => candidates.filter(({ ids }) => ids.length === count);

describe('whole words', () => {
  it.each([
    ['bert-masked-lm', 4],
    ['roberta-masked-lm', 399],
    ['distilbert-masked-lm', 4],
  ])('of one to three pieces of %s have the score that filling the masks one by one gives', async (model, mask) => {
    const { found, ids, places } = await words(model, 'The soup is good.', [5]);
    const { from, to } = places[0]!;
    const score = async (pieces: readonly number[]) => scoreOf(model, ids.slice(0, from), pieces, ids.slice(to), mask);
    expect(found.lengths).toEqual([1, 2, 3]);
    for (const count of [1, 2, 3]) {
      expect(ofPieces(found, count).length).toBeGreaterThan(0);
      for (const candidate of ofPieces(found, count).slice(0, 2)) {
        expect(candidate.score).toBeCloseTo(await score(candidate.ids), 5);
        expect(candidate.probabilities.reduce((a, b) => a * b, 1) ** (1 / count)).toBeCloseTo(candidate.score, 6);
      }
    }
    const standing = await score(ids.slice(from, to));
    expect(found.standing!.score).toBeCloseTo(standing, 5);
    const better = found.candidates.filter((each) => each.score > found.standing!.score).length;
    expect(found.standing!.rank).toBeGreaterThanOrEqual(better + 1);
    const scores = found.candidates.map((each) => each.score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
  });

  it.each(['bert-masked-lm', 'roberta-masked-lm'])('of %s are words, each once', async (model) => {
    const { found } = await words(model, 'The soup is good.', [5]);
    for (const { text, joins, writes } of found.candidates) {
      expect(text).toMatch(/^[\p{L}\p{M}\p{N}]+(?:['’-][\p{L}\p{M}\p{N}]+)*$/u);
      expect([joins, writes]).toEqual([false, true]);
    }
    expect(new Set(found.candidates.map(({ text }) => text)).size).toBe(found.candidates.length);
  });

  it('of one piece are the single tokens that are words', async () => {
    const { found, singles } = await words('bert-masked-lm', 'The soup is good.', [5], { top: 200 });
    const single = singles[0]!.candidates.filter(
      ({ tokens: [token], text }) => /^[a-z0-9]+$/.test(text) && token === text,
    );
    const { ids, probability } = single[0]!;
    expect(ofPieces(found, 1)[0]).toMatchObject({ ids, score: expect.closeTo(probability, 6) as unknown });
  });

  it('beside another masked word leave its mask alone', async () => {
    const text = 'The soup is good.';
    const { found, ids, places } = await words('bert-masked-lm', text, [5, text.indexOf('good')]);
    const [{ from, to }, other] = places as [(typeof places)[number], (typeof places)[number]];
    const after = [...ids.slice(to, other.from), 4, ...ids.slice(other.to)];
    const [best] = found.candidates;
    expect(best!.score).toBeCloseTo(await scoreOf('bert-masked-lm', ids.slice(0, from), best!.ids, after, 4), 5);
  });

  it('that the text leaves no room for are not looked for', async () => {
    const text = 'The soup is good.';
    const { ids, places } = await words('bert-masked-lm', text, [5]);
    const others = ids.length - (places[0]!.to - places[0]!.from);
    const { found } = await words('bert-masked-lm', text, [5], { maxPositions: others + 2 });
    expect(found.lengths).toEqual([1, 2]);
    expect(ofPieces(found, 3)).toEqual([]);
  });

  it('of a place that is not masked are refused', async () => {
    await expect(words('bert-masked-lm', 'The soup is good.', [])).rejects.toMatchObject({ code: 'usage' });
  });
});
