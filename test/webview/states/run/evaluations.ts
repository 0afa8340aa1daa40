import type { Evaluation, EvaluationLine } from '../../../../src/common/contracts/training/run-folder';

/** The counts of the picture of the design; everything else is worked out from them. */
const confusion = [
  [54, 4, 3],
  [2, 270, 6],
  [2, 9, 103],
];
const names = ['negative', 'neutral', 'positive'];

/** Precision, recall and F1 of each label of a confusion matrix. */
function measuresOf(matrix: readonly (readonly number[])[], labels: readonly string[]): Evaluation['labels'] {
  return labels.map((label, index) => {
    const hit = matrix[index]?.[index] ?? 0;
    const support = (matrix[index] ?? []).reduce((sum, count) => sum + count, 0);
    const read = matrix.reduce((sum, row) => sum + (row[index] ?? 0), 0);
    const [precision, recall] = [read === 0 ? 0 : hit / read, support === 0 ? 0 : hit / support];
    const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
    return { label, precision, recall, f1, support };
  });
}

const mistake = (text: string, label: string, predicted: string, probability: number, line: number) => ({
  ...{ file: 'phrasebank.csv', line, text, label, predicted, probability },
});

const mistakes = [
  mistake(
    'The backlog was EUR 512 mn, against EUR 530 mn a year before, at the end of the quarter under review.',
    'negative',
    'neutral',
    0.941,
    1207,
  ),
  mistake('Sales rose in Finland while those in Russia fell.', 'neutral', 'positive', 0.908, 88),
  mistake('The plant will close for two weeks in July.', 'neutral', 'negative', 0.834, 410),
  mistake('The loss narrowed to EUR 1.2 mn.', 'positive', 'negative', 0.797, 2001),
  mistake('Turnover was on the level of last year.', 'neutral', 'positive', 0.741, 77),
  mistake('=HYPERLINK("x") was what the row said.', 'neutral', 'negative', 0.7, 1500),
];

export const sentimentEvaluation: Evaluation = {
  step: 228,
  epoch: 2,
  metrics: { eval_loss: 0.1878, eval_accuracy: 427 / 453, eval_f1: 0.9274, eval_precision: 0.935, eval_recall: 0.9199 },
  labels: measuresOf(confusion, names),
  confusion,
  mistakes,
  mistakeCount: 26,
};

export const sentimentLines: EvaluationLine[] = [
  { step: 114, epoch: 1, eval_loss: 0.2741, eval_accuracy: 0.9073, eval_f1: 0.8711 },
  { step: 228, epoch: 2, eval_loss: 0.1878, eval_accuracy: 0.9426, eval_f1: 0.9274 },
];

/** So many labels, each row read right four times of five. */
export function manyLabels(count: number): Evaluation {
  const labels = Array.from({ length: count }, (_, index) => `intent_${String(index).padStart(2, '0')}_of_customers`);
  const matrix = labels.map((_, row) =>
    labels.map((__, column) => (row === column ? 40 : (row + 1) % count === column ? 10 : 0)),
  );
  return {
    ...sentimentEvaluation,
    labels: measuresOf(matrix, labels),
    confusion: matrix,
    mistakes: [],
    mistakeCount: 10 * count,
  };
}

export const multiLabelEvaluation: Evaluation = {
  ...sentimentEvaluation,
  confusion: null,
  mistakes: [],
  mistakeCount: 0,
};

export const regressionEvaluation: Evaluation = {
  ...sentimentEvaluation,
  metrics: { eval_loss: 0.2101, eval_mse: 0.2101, eval_mae: 0.3312, eval_pearson: 0.8721 },
  labels: [],
  confusion: null,
  mistakes: [mistake('The lift is broken again.', '1.0', '3.8', 0, 31)],
  mistakeCount: 1,
};

export const languageEvaluation: Evaluation = {
  ...sentimentEvaluation,
  metrics: { eval_loss: 3.1041, eval_perplexity: Math.exp(3.1041) },
  ...{ labels: [], confusion: null, mistakes: [], mistakeCount: 0 },
};
