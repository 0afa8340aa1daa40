import type { DataPreview, DataView } from '../../../../src/common/contracts/training/data-view';

const rows: [number, string, string, number | null, DataPreview['rows'][number]['bad']][] = [
  [2, 'Operating profit rose to EUR 13.1 mn from EUR 8.7 mn.', 'positive', 19, null],
  [3, 'The plant employs about 40 people.', 'neutral', 9, null],
  [4, '=1+1 is what the next row says <b>in bold</b>', 'neutrl', null, 'unknown-label'],
  [5, 'Net sales fell by 33 % from the year before.', 'negative', 13, null],
];

export const preview: DataPreview = {
  ...{ format: 'csv', delimiter: ',', complete: true, labelOrigin: 'data', problems: [] },
  columns: [
    { name: 'sentence', kind: 'text', classNames: null, distinct: null },
    { name: 'sentiment', kind: 'label', classNames: null, distinct: 3 },
  ],
  guess: {
    ...{ task: 'text-classification', problem_type: 'single_label_classification', text_column: 'sentence' },
    ...{ text_pair_column: null, label_column: 'sentiment', target_column: null, tokens_column: null },
    label_separator: null,
  },
  rows: rows.map(([line, text, label, tokens, bad]) => ({ line, cells: [text, label], tokens, bad })),
  report: {
    files: [{ path: 'phrasebank.csv', rows: 2267 }],
    ...{ trainRows: 1811, validationRows: 453, badRowCount: 3 },
    badRows: [418, 902, 1207].map((line) => ({
      file: 'phrasebank.csv',
      line,
      reason: 'unknown-label',
      found: 'neutrl',
    })),
    labels: [
      { label: 'negative', count: 303 },
      { label: 'neutral', count: 1391 },
      { label: 'positive', count: 570 },
    ],
    lengths: {
      ...{ max: 96, mean: 27.4, width: 4, cut: 32, maxLength: 50 },
      bins: [0, 40, 160, 290, 380, 400, 340, 240, 160, 100, 60, 40, 22, 12, 8, 5, 3, 2, 1, 0, 0, 0, 0, 1],
    },
  },
};

export const readyData: DataView = { phase: 'ready', message: '', progress: null, preview };
export const noData: DataView = { phase: 'none', message: '', progress: null, preview: null };
export const readingData: DataView = { phase: 'reading', message: 'Counting tokens', progress: 0.4, preview: null };
export const failedData: DataView = {
  ...{ phase: 'failed', progress: null, preview: null },
  message: 'phrasebank.csv is empty. Choose a file with a heading and at least two rows.',
};

/** Fewer labels and a column that is not there. */
export const troubledData: DataView = {
  ...readyData,
  preview: { ...preview, problems: [{ key: 'label_column', message: 'There is no column "mood" in phrasebank.csv.' }] },
};

/** Rows with words and labels for each. */
export const tokensData: DataView = {
  ...readyData,
  preview: {
    ...preview,
    columns: [
      { name: 'tokens', kind: 'list', classNames: null, distinct: null },
      { name: 'ner_tags', kind: 'list', classNames: null, distinct: 9 },
    ],
    guess: {
      ...preview.guess,
      task: 'token-classification',
      text_column: null,
      label_column: 'ner_tags',
      tokens_column: 'tokens',
    },
    report: {
      ...preview.report,
      labels: Array.from({ length: 17 }, (_, index) => ({ label: `B-LABEL-${index}`, count: 1000 - 50 * index })),
    },
  },
};
