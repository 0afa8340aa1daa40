import type { OpenResult } from '../../../src/common/contracts/engine';
import type { LensLook } from '../../../src/common/contracts/lens';
import type { ModelInfo } from '../../../src/common/contracts/model';
import type { Run, RunRow } from '../../../src/common/contracts/run';
import type { Token, TokenizerInfo } from '../../../src/common/contracts/tokens';
import type { ChosenModel } from '../../../src/host/models/chosen-model';
import type { EngineSource, OpenEngine } from '../../../src/host/lens/run/engine-access';
import type { ReadText } from '../../../src/host/lens/source/read-text';

export const modelInfo: ModelInfo = {
  architecture: 'bert',
  className: 'BertForSequenceClassification',
  kind: 'encoder-only',
  task: 'text-classification',
  layers: 4,
  heads: 4,
  hiddenSize: 64,
  vocabSize: 1000,
  maxPositions: 512,
  parameters: 100_000,
  dtypes: ['F32'],
  weightFiles: ['model.safetensors'],
  weightBytes: 400_000,
  labels: ['negative', 'positive'],
  problemType: 'single_label_classification',
  missingHead: [],
};

export const tokenizerInfo: TokenizerInfo = {
  files: ['tokenizer.json'],
  model: 'WordPiece',
  normalizer: null,
  preTokenizer: null,
  vocabSize: 1000,
  maxLength: 512,
  paddingSide: 'right',
  truncationSide: 'right',
  specialTokens: [],
};

export const opened: OpenResult = {
  tokenizer: { ok: true, value: tokenizerInfo },
  model: { ok: true, value: modelInfo },
};

export function token(start: number, end: number, text: string, word: number | null, more: Partial<Token> = {}): Token {
  return {
    id: 1,
    token: text,
    text,
    readable: text,
    start,
    end,
    sequence: 0,
    special: false,
    typeId: 0,
    word,
    attention: 1,
    ...more,
  };
}

export function runRow(more: Partial<RunRow> = {}): RunRow {
  const none = { cut: 0, cutSpan: null, cutPairSpan: null, tokens: [], cutTokens: [] };
  return { input: 0, window: 0, length: 6, padding: 0, textTokens: 4, textUnits: 15, ...none, ...more };
}

export function runOf(rows: RunRow[], more: Partial<Run> = {}): Run {
  return {
    runId: 1,
    rows,
    maxLength: 512,
    paddingSide: 'right',
    prediction: {
      ok: true,
      value: {
        problemType: 'single_label_classification',
        labels: ['negative', 'positive'],
        rows: rows.map(() => ({ logits: Float32Array.of(-1, 1), probabilities: Float32Array.of(0.12, 0.88) })),
      },
    },
    device: 'cpu',
    threads: 1,
    tokenizeMs: 0.1,
    modelMs: 1,
    loadMs: null,
    ...more,
  };
}

/** A text in `feedback.md`, from line 3 on. */
export function editorText(...texts: string[]): ReadText {
  let start = 10;
  const rows = texts.map((text, index) => {
    const place = { uri: 'file:///feedback.md', name: 'feedback.md', start, end: start + text.length };
    start += text.length + 1;
    return { text, place: { ...place, startLine: 2 + index, endLine: 2 + index } };
  });
  return { kind: 'editor', rows, pair: null };
}

export const chosen: ChosenModel = {
  resolved: { id: 'org/model', revision: null, commit: null, folder: '/models/model', origin: 'folder' },
  weights: null,
  device: 'cpu',
};

export const attentionLook: LensLook = {
  tab: 'attention',
  kind: 'self',
  of: 'weights',
  layer: 3,
  head: 7,
  state: 4,
  axis: { mergeWords: false, leaveOutSpecial: false },
};

type Answer = (method: string, params: unknown) => unknown;

/** An engine whose answers a test writes. */
export function fakeEngine(answer: Answer, result: OpenResult = opened): OpenEngine {
  return { opened: result, request: async (method, params) => (await answer(method, params)) as never };
}

/** A source that gives one engine, or what a test decides for a device. */
export function engineSource(engine: OpenEngine | ((device: string) => OpenEngine)): EngineSource {
  return { get: ({ device }) => Promise.resolve(typeof engine === 'function' ? engine(device) : engine) };
}

/** A promise that a test resolves. */
export function gate(): { readonly opened: Promise<void>; readonly open: () => void } {
  let open: () => void = () => undefined;
  const promise = new Promise<void>((resolve) => (open = resolve));
  return { opened: promise, open };
}
