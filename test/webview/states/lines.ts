import type { LineResult, LinesState } from '../../../src/common/contracts/lines';
import { softmax } from '../../../src/common/statistics/probabilities';
import { sentimentLabels, spreadLogits } from './classifications';

export const linesState: LinesState = {
  documentName: 'feedback.md',
  modelId: 'mrm8488/distilroberta-finetuned-financial-news-sentiment-analysis',
  labels: [...sentimentLabels],
  problemType: 'single_label_classification',
  phase: 'done',
  total: 8,
  done: 8,
  stale: false,
  error: null,
};

function line(
  number: number,
  text: string,
  probabilities: readonly [number, number, number],
  tokens: number,
): LineResult {
  const best = probabilities.indexOf(Math.max(...probabilities));
  return {
    line: number - 1,
    text,
    label: sentimentLabels[best] ?? null,
    score: probabilities[best] ?? null,
    probabilities: [...probabilities],
    tokens,
    truncated: false,
    error: null,
  };
}

/** Every line of the demo's feedback.md that holds text. */
export const feedbackLines: LineResult[] = [
  line(3, 'I am excited to learn about transformers', [0.0004, 0.0008, 0.9988], 10),
  line(4, 'NPTEL is great!', [0.0011, 0.0052, 0.9937], 8),
  line(5, 'It was too long for me.', [0.7304, 0.2589, 0.0107], 9),
  line(6, 'The part on attention finally made sense.', [0.0121, 0.0467, 0.9412], 10),
  line(7, 'More exercises on tokenizers, please.', [0.0941, 0.8125, 0.0934], 10),
  line(11, 'The audio dropped out twice.', [0.9671, 0.0281, 0.0048], 8),
  line(12, 'Good pace, clear slides.', [0.0009, 0.0037, 0.9954], 8),
  line(13, 'I would take this course again.', [0.0164, 0.0568, 0.9268], 9),
];

/** One line was cut, one could not be read. */
export const troubledLines: LineResult[] = [
  ...feedbackLines.slice(0, 2),
  { ...line(5, 'It was too long for me. '.repeat(80), [0.7304, 0.2589, 0.0107], 561), truncated: true },
  {
    line: 5,
    text: 'x'.repeat(300),
    label: null,
    score: null,
    probabilities: [],
    tokens: 0,
    truncated: false,
    error: 'This line has more than 10,000,000 characters.',
  },
];

/** A document of `count` lines. */
export function manyLines(count: number): LineResult[] {
  return Array.from({ length: count }, (_, index) => {
    const [a = 0, b = 0, c = 0] = softmax(spreadLogits(3, index));
    return line(index + 1, `Line ${index + 1} of a long document, with some words to read`, [a, b, c], 14);
  });
}

export const regressionLines: LineResult[] = [3.7219, -0.4127, 1.0882].map((value, index) => ({
  line: index,
  text: feedbackLines[index]?.text ?? '',
  label: null,
  score: value,
  probabilities: [value],
  tokens: 10,
  truncated: false,
  error: null,
}));
