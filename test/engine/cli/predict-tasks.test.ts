import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseOptions } from '../../../src/cli/arguments/parse-options';
import { predict } from '../../../src/cli/verbs/predict';
import { modelFixture } from '../support/fixtures';
import { runCli } from '../support/run-cli';

interface Span {
  start: number;
  end: number;
}
interface Entity extends Span {
  label: string;
  score: number;
  word: string;
}
interface Answer extends Span {
  answer: string;
  score: number;
}
interface Candidate {
  id: number;
  text: string;
  probability: number;
}
interface Recorded {
  entities: Record<string, { text: string; aggregation: string; entities: Entity[] }[]>;
  masks: Record<string, { text: string; masks: Candidate[][] }[]>;
  questions: Record<string, { text: string; question: string; top: number; maxLength?: number; answers: Answer[] }[]>;
  embeddings: Record<string, { text: string; embedding: number[] }[]>;
}

// Each verb listens to standard input for a moment.
process.stdin.setMaxListeners(0);
const fixtures = join(import.meta.dirname, '../../fixtures');
const recorded = JSON.parse(readFileSync(join(fixtures, 'predictions/predictions.json'), 'utf8')) as Recorded;
const digits = 4;
const close = (value: number): unknown => expect.closeTo(value, digits);
const casesOf = <Case>(all: Record<string, Case[]>) =>
  Object.entries(all).flatMap(([model, cases]) => cases.map((each, index) => [model, index, each] as const));

/** Python counts code points. */
const unitsBefore = (text: string, points: number): number => Array.from(text).slice(0, points).join('').length;
const inUnits = <Found extends Span>(text: string, found: Found): Found => ({
  ...found,
  start: unitsBefore(text, found.start),
  end: unitsBefore(text, found.end),
});

async function results(model: string, args: string[]): Promise<Record<string, unknown>[]> {
  const options = parseOptions([`--model=${join(fixtures, model)}`, ...args], predict.options);
  const { json } = await predict.run(options, { env: {}, note: () => undefined });
  return (json as { results: Record<string, unknown>[] }).results;
}

describe('predict gives what the pipelines of transformers give', () => {
  test.each(casesOf(recorded.entities))('entities of %s, %i', async (model, _, { text, aggregation, entities }) => {
    const [result] = await results(model, [`--text=${text}`, '--aggregation', aggregation]);
    const expected = entities.map((each) => ({ ...inUnits(text, each), score: close(each.score) }));
    expect(result).toEqual({ entities: expected });
  });

  test.each(casesOf(recorded.masks))('masks of %s, %i', async (model, _, { text, masks }) => {
    const [result] = await results(model, [`--text=${text}`, '--top', '7']);
    const found = result?.['masks'] as (Span & { candidates: Candidate[] })[];
    expect(found).toHaveLength(masks.length);
    for (const [index, { start, end, candidates }] of found.entries()) {
      expect(text.slice(start, end).trim()).toMatch(/^(\[MASK\]|<mask>)$/);
      const same = masks[index]?.map(({ id, text: word, probability }) => ({ id, text: word, probability: close(probability) })); // prettier-ignore
      expect(candidates.map(({ id, text: word, probability }) => ({ id, text: word, probability }))).toEqual(same);
    }
  });

  test.each(casesOf(recorded.questions))('answers of %s, %i', async (model, _, each) => {
    const { text, question, top, maxLength, answers } = each;
    const more = maxLength === undefined ? [] : ['--max-length', String(maxLength)];
    const [result] = await results(model, [`--text=${text}`, '--question', question, '--top', String(top), ...more]);
    const found = result?.['answers'] as Answer[];
    expect(found.map(({ score }) => score)).toEqual(answers.map(({ score }) => close(score)));
    // Windows of a repeated text may say the same of several places.
    const unique = answers.filter(
      ({ score }) => answers.filter((one) => Math.abs(one.score - score) < 1e-5).length === 1,
    );
    for (const answer of unique) expect(found).toContainEqual({ ...answer, score: close(answer.score) });
    for (const { answer, start, end } of found) expect(text.slice(start, end)).toBe(answer);
  });

  test.each(casesOf(recorded.embeddings))('vectors of %s, %i', async (model, _, { text, embedding }) => {
    const [result] = await results(model, [`--text=${text}`]);
    expect(result).toEqual({ embedding: embedding.map(close) });
  });
});

describe('predict', () => {
  const masked = 'models/bert-masked-lm';

  test('reads several texts as one batch, each as if it were alone', async () => {
    const texts = ['The [MASK] café sold 3 cups.', 'a [MASK] b [MASK]'];
    const batch = await results(
      masked,
      texts.map((text) => `--text=${text}`),
    );
    expect(batch).toHaveLength(2);
    const alone = await Promise.all(texts.map((text) => results(masked, [`--text=${text}`])));
    const ids = (all: unknown): number[] =>
      (all as { masks: { candidates: Candidate[] }[] }).masks.flatMap(({ candidates }) =>
        candidates.map(({ id }) => id),
      );
    expect(batch.map(ids)).toEqual(alone.map(([one]) => ids(one)));
    expect(ids(batch[1])).toHaveLength(10);
  });

  test('one question for all texts, or one for each', async () => {
    const model = 'models/bert-question-answering';
    const args = ['--text=The café sold 3 cups.', '--text=It rained.'];
    const one = await results(model, [...args, '--question=Who?']);
    const each = await results(model, [...args, '--question=Who?', '--question=What?']);
    expect(one).toHaveLength(2);
    expect(each[0]).toEqual(one[0]);
    expect(each[1]).not.toEqual(one[1]);
  });

  test('an empty text has no answer', async () => {
    const [result] = await results('models/bert-question-answering', ['--text=', '--question=Who?']);
    expect(result).toEqual({ answers: [] });
  });

  test.each([
    [masked, ['--text=no mask'], 'usage', /has no mask to fill/],
    [masked, ['--text=[MASK]', '--pair=b'], 'usage', /takes no --pair/],
    [masked, ['--text=[MASK]', '--question=b'], 'usage', /--question is not for the task fill-mask/],
    [masked, ['--text=[MASK]', '--task=ner'], 'unsupported', /made for fill-mask/],
    ['models/bert-question-answering', ['--text=a'], 'usage', /no --question/],
    ['models/bert-token-classification', ['--text=a', '--aggregation=best'], 'usage', /--aggregation takes one of/],
    ['models/t5-conditional-generation', ['--text=a'], 'unsupported', /answer is a text, which is generated/],
    ['models/bert-base-model', ['--text=a', '--task=text-classification'], 'missing-weights', /head is not in/],
  ])('%s %j is refused in a sentence', async (model, args, code, message) => {
    await expect(results(model, args)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message) as unknown,
    });
  });

  test('people get lines', async () => {
    const bert = modelFixture('bert-token-classification');
    const { code, stdout } = await runCli(['predict', '--model', bert, '--text=The café', '--aggregation', 'simple']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/label +score +place +word\n +PER +0\.\d{4} +\d+-\d+ +\S/);
    expect(stdout).toMatch(/token classification, model\.safetensors, cpu, [\d.]+ ms\n$/);
  });
});
