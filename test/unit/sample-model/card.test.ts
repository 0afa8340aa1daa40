import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cardOf } from '../../../tools/sample-model/model/card.mts';
import { readScore, type Score } from '../../../tools/sample-model/model/score.mts';

const root = join(import.meta.dirname, '../../..');
const model = join(root, 'media/sample-model');
const score = JSON.parse(readFileSync(join(root, 'tools/sample-model/score.json'), 'utf8')) as Score;

describe('the score of the sample model', () => {
  const printed = {
    rows: 3,
    failed: 0,
    metrics: { loss: 0.5, accuracy: 2 / 3 },
    labels: [
      { label: 'no', precision: 1, recall: 0.5, f1: 0.7, support: 2 },
      { label: 'yes', precision: 0.5, recall: 1, f1: 0.7, support: 1 },
    ],
  };

  it('is taken from what `model-lens score` prints', () => {
    expect(readScore(JSON.stringify(printed))).toEqual({
      sentences: 3,
      accuracy: 0.6667,
      classes: { no: { sentences: 2, accuracy: 0.5 }, yes: { sentences: 1, accuracy: 1 } },
    });
  });

  it('is refused where a sentence could not be scored, or it is something else', () => {
    expect(() => readScore(JSON.stringify({ ...printed, failed: 1 }))).toThrow('Expected 0 but received 1');
    expect(() => readScore('{"error": {"code": "usage"}}')).toThrow('rows');
  });
});

describe('the card of the sample model', () => {
  it('that is shipped says what the model is, and its score', () => {
    const card = readFileSync(join(model, 'README.md'), 'utf8');
    expect(card).toBe(cardOf(model, score));
    expect(card).toContain('| parameters | 456,387, float32 |');
    expect(card).toContain(`| accuracy | ${(score.accuracy * 100).toFixed(1)}% of 220 sentences`);
  });
});
