import type { LensState, Notice } from '../../../src/common/contracts/lens';
import type { Classification, Run, RunRow } from '../../../src/common/contracts/run';
import type { Stages } from '../../../src/common/contracts/tokens';
import { classified, emotionLabels, sentimentLabels, spreadLogits } from './classifications';
import { model } from './models';
import { sentences, sentenceTokens } from './sentences';
import { longText, rowOf } from './tokens';

export const emptyState: LensState = {
  phase: 'empty',
  progress: null,
  pinned: false,
  sliding: false,
  model: model(),
  source: null,
  run: null,
  comparison: null,
  notices: [],
  look: null,
};

function runOf(rows: RunRow[], prediction: Classification | null, rest: Partial<Run> = {}): Run {
  return {
    runId: 1,
    rows,
    maxLength: 512,
    paddingSide: 'right',
    prediction: prediction && { ok: true, value: prediction },
    device: 'cpu',
    threads: 2,
    tokenizeMs: 0.31,
    modelMs: 11.46,
    loadMs: null,
    ...rest,
  };
}

function ready(excerpts: string[], run: Run, rest: Partial<LensState> = {}): LensState {
  const lines = excerpts.map((_, index) => index + 3).join(', ');
  const source = { kind: 'editor', label: `feedback.md:${lines}`, excerpts, pair: null } as const;
  return { ...emptyState, phase: 'ready', source, run, ...rest };
}

const oneRow = [rowOf(0, sentenceTokens(0))];

/** A text with three labels. */
export const readyState = ready(
  [sentences[0].text],
  runOf(oneRow, classified(sentimentLabels, [sentences[0].logits]), { loadMs: 312.4 }),
);

/** A second tokenizer beside the model's own. */
export const comparedState: LensState = {
  ...readyState,
  comparison: {
    id: 'google-bert/bert-base-uncased',
    tokenizer: readyState.model?.tokenizer ?? null,
    run: readyState.run && { ...readyState.run, runId: 9 },
    error: null,
  },
};

/** The stages of the same text by a normaliser that takes two characters away. */
export const normalizedStages: Stages = {
  text: sentences[0].text,
  clipped: false,
  normalized: sentences[0].text.toLowerCase().slice(2),
  preTokens: null,
  tokens: sentenceTokens(0),
  decoded: sentences[0].text,
  decodedWithoutSpecial: sentences[0].text,
};

/** Three cursors: a padded batch of 3 x 10. */
export const batchState = ready(
  sentences.map(({ text }) => text),
  runOf(
    ([0, 1, 2] as const).map((index) => rowOf(index, sentenceTokens(index), 10)),
    classified(
      sentimentLabels,
      sentences.map(({ logits }) => logits),
    ),
    { tokenizeMs: 0.42, modelMs: 11.38 },
  ),
);

/** The same text, read by a head of another kind. */
function withPrediction(prediction: Classification): LensState {
  const { problemType, labels } = prediction;
  return ready([sentences[0].text], runOf(oneRow, prediction), { model: model({ problemType, labels }) });
}

export const multiLabelState = withPrediction(
  classified(emotionLabels, [[2.1904, -3.4127, -4.0218, 0.3251, -0.0912, -2.2201]], 'multi_label_classification'),
);

export const regressionState = withPrediction(classified(['LABEL_0'], [[3.7219]], 'regression'));

const manyLabels = Array.from({ length: 1000 }, (_, index) => `intent_${String(index).padStart(3, '0')}`);

export const thousandLabelsState = withPrediction(classified(manyLabels, [spreadLogits(1000, 1)]));

/** Three texts and a thousand labels. */
export const thousandLabelsBatchState: LensState = {
  ...batchState,
  model: model({ labels: manyLabels }),
  run: runOf(
    batchState.run?.rows ?? [],
    classified(
      manyLabels,
      [1, 2, 3].map((seed) => spreadLogits(1000, seed)),
    ),
  ),
};

/** A text of 10,000 tokens for a model without a limit. */
export const longState = ready(
  [longText(40).text],
  runOf([rowOf(0, longText(9_998).tokens)], classified(sentimentLabels, [[-1.2013, 0.4417, 1.0482]]), {
    maxLength: null,
    modelMs: 4211.9,
  }),
);

function notice(id: string, severity: Notice['severity'], title: string, rest: Partial<Notice> = {}): Notice {
  return { id, severity, title, detail: null, help: null, actions: [], ...rest };
}

export const runningState: LensState = {
  ...readyState,
  phase: 'running',
  progress: 'Reading feedback.md:6',
};

export const staleState: LensState = {
  ...readyState,
  phase: 'stale',
  notices: [
    notice('stale', 'stale', 'feedback.md:3 was edited after this result', {
      actions: [{ action: 'runAgain', label: 'Run Again' }],
    }),
  ],
};

export const pinnedState: LensState = {
  ...readyState,
  pinned: true,
  notices: [
    notice('pinned', 'pinned', 'Pinned to feedback.md:3, “I am excited to learn…”', {
      actions: [{ action: 'unpin', label: 'Unpin' }],
    }),
  ],
};

export const missingHeadState: LensState = {
  ...readyState,
  model: model({ labels: [], missingHead: ['classifier.out_proj.weight'] }, { id: 'distilroberta-base' }),
  run: runOf(oneRow, null, { modelMs: null }),
  notices: [
    notice('missing-head', 'info', 'This checkpoint has no trained head', {
      detail: 'classifier.out_proj.weight is not in model.safetensors.',
      help: 'Its predictions would be noise and are not shown. Tokens work.',
      actions: [
        { action: 'chooseModel', label: 'Choose Model' },
        { action: 'useSample', label: 'Use the Sample' },
        { action: 'openConfig', label: 'Open Config' },
      ],
    }),
  ],
};

/** The tokens are there, the prediction failed. */
export const failedState: LensState = {
  ...readyState,
  run: {
    ...runOf(oneRow, null, { modelMs: null }),
    prediction: {
      ok: false,
      error: {
        code: 'missing-weights',
        message: 'classifier.dense.weight and classifier.out_proj.weight are not in model.safetensors.',
        help: 'Choose a model that was trained for text classification.',
      },
    },
  },
};

export const stoppedState: LensState = {
  ...emptyState,
  notices: [
    notice('engine-stopped', 'error', 'The engine stopped', {
      detail: 'The engine’s process ended while it was loading model.safetensors. Files and text are untouched.',
      help: 'A smaller model needs less memory.',
      actions: [
        { action: 'runAgain', label: 'Run Again' },
        { action: 'chooseModel', label: 'Choose Model' },
        { action: 'showLog', label: 'Show Log' },
      ],
    }),
  ],
};

const cutText = longText(746);

/** 512 of 748 tokens were read. */
export const truncatedState = ready(
  [cutText.text.slice(0, 120)],
  runOf(
    [
      {
        ...rowOf(0, cutText.tokens),
        length: 512,
        cut: 236,
        cutSpan: [cutText.tokens[511]?.start ?? 0, cutText.text.length],
        cutTokens: cutText.tokens.slice(511, 747),
      },
    ],
    classified(sentimentLabels, [[-0.8812, 0.2199, 1.3307]]),
    { modelMs: 96.2 },
  ),
  {
    notices: [
      notice('truncated', 'warning', '512 of 748 tokens were read', {
        detail: 'The rest, from “the” in line 42, was cut.',
        actions: [
          { action: 'showCutText', label: 'Show the Cut Text' },
          { action: 'slideWindow', label: 'Slide a Window' },
        ],
      }),
    ],
  },
);
