import { expect, it } from 'vitest';
import type { Classification } from '../../../src/common/contracts/run';
import { answerWords } from '../../../webview/lens/strip/strip-answer';

function prediction(problemType: Classification['problemType'], logits: number[], probabilities: number[]) {
  const labels = ['negative', 'neutral', 'positive'].slice(0, logits.length);
  const row = { logits: Float32Array.from(logits), probabilities: Float32Array.from(probabilities) };
  return { problemType, labels, rows: [row] };
}

it.each([
  [
    'the most probable label',
    prediction('single_label_classification', [0, 1, 3], [0.042, 0.114, 0.844]),
    { name: 'positive', value: '0.8440', more: '' },
  ],
  [
    'the first of several labels over the threshold',
    prediction('multi_label_classification', [2, -1, 3], [0.88, 0.27, 0.95]),
    { name: 'positive', value: '0.9500', more: 'and 1 more' },
  ],
  [
    'that no label is over it',
    prediction('multi_label_classification', [-2, -1, -3], [0.12, 0.27, 0.05]),
    { name: 'no label', value: '', more: '' },
  ],
  [
    'the value of a regression',
    prediction('regression', [-1.5], [-1.5]),
    { name: 'negative', value: '−1.5000', more: '' },
  ],
])('the answer beside the tokens is %s', (_, classification, expected) => {
  expect(answerWords(classification, 0)).toEqual(expected);
});

it('there is none for a row that is not there', () => {
  expect(answerWords(prediction('single_label_classification', [0, 1], [0.3, 0.7]), 1)).toBeNull();
});
