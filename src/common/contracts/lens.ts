import * as v from 'valibot';
import type { Contract } from '../rpc/contract';
import { descriptionRequests } from './description';
import { generationHostRequests, generationViewNotifications } from './generation/view';
import { internalsRequests } from './internals';
import { axisOptionsSchema } from './internals/run-row';
import { attentionKindSchema } from './internals/stacks';
import { exportedSchema } from './internals/export';
import { deviceSchema, modelInfoSchema } from './model';
import { maxRunCharacters, runSchema } from './run';
import {
  indexSchema,
  stagesSchema,
  tokenizerInfoSchema,
  tokenPartSchema,
  tokenSchema,
  vocabularySchema,
} from './tokens';
import { wordHostRequests } from './words';

/** What a button or link of the Lens asks the extension to do; anything else is refused. */
export const lensActions = [
  'runAgain',
  'cancel',
  'pin',
  'unpin',
  'chooseModel',
  'chooseFolder',
  'chooseDevice',
  'chooseWeights',
  'findModel',
  'showModelPage',
  'useSample',
  'classifySelection',
  'classifyEachLine',
  'copyAsPython',
  'copyAsJson',
  'copyTokens',
  'chooseSecondTokenizer',
  'closeSecondTokenizer',
  'showCutText',
  'slideWindow',
  'stopSliding',
  'addPair',
  'removePair',
  'openConfig',
  'showLog',
  'manageTrust',
] as const;
export const lensActionSchema = v.picklist(lensActions);
export type LensAction = v.InferOutput<typeof lensActionSchema>;

export const lensTabs = ['predictions', 'attention', 'layers', 'generate', 'config', 'tokens'] as const;
export const lensTabSchema = v.picklist(lensTabs);
export type LensTab = v.InferOutput<typeof lensTabSchema>;

/**
 * What of the model is looked at. It outlives texts, models and the panel: a head that a model does not have is shown as
 * the nearest one that it has, and remembered as it was. `head` null: the mean of the heads.
 */
export const lensLookSchema = v.object({
  tab: lensTabSchema,
  kind: attentionKindSchema,
  of: v.picklist(['weights', 'rollout']),
  layer: indexSchema,
  head: v.nullable(indexSchema),
  /** Of means and rollout: the mean of all layers, or the rollout through all of them, in place of `layer`. */
  allLayers: v.optional(v.boolean()),
  /** Index into the hidden states; 0 is what enters the first layer. */
  state: indexSchema,
  axis: axisOptionsSchema,
});
export type LensLook = v.InferOutput<typeof lensLookSchema>;

/** A line or card in the view: what happened, why, what helps, and at most three actions, the most useful first. */
export const noticeSchema = v.object({
  /** Stable name for tests and for keeping the card in place, such as `truncated` or `missing-head`. */
  id: v.string(),
  severity: v.picklist(['info', 'warning', 'error', 'unsupported', 'stale', 'pinned', 'offline']),
  title: v.string(),
  detail: v.nullable(v.string()),
  help: v.nullable(v.string()),
  actions: v.pipe(v.array(v.object({ action: lensActionSchema, label: v.string() })), v.maxLength(3)),
});
export type Notice = v.InferOutput<typeof noticeSchema>;

/** The model in use. `info` is null while it is opened and when it cannot run (a notice says why). */
export const lensModelSchema = v.object({
  /** The Hub id, or the folder's name. */
  id: v.string(),
  origin: v.picklist(['sample', 'cache', 'folder']),
  info: v.nullable(modelInfoSchema),
  tokenizer: v.nullable(tokenizerInfoSchema),
  device: deviceSchema,
});
export type LensModel = v.InferOutput<typeof lensModelSchema>;

/** Where the text of the run on show comes from. `label` is like `feedback.md:3, 4`; typed texts have no editor. */
export const lensSourceSchema = v.object({
  kind: v.picklist(['editor', 'typed']),
  label: v.string(),
  /** The beginning of each row's text, for lists. */
  excerpts: v.array(v.string()),
  /** The pair that is read with every text; null for single texts. */
  pair: v.nullable(v.string()),
});

/** The second tokenizer that is shown beside the model's own, on the same texts. */
export const lensComparisonSchema = v.object({
  id: v.string(),
  tokenizer: v.nullable(tokenizerInfoSchema),
  run: v.nullable(runSchema),
  error: v.nullable(v.string()),
});
export type LensComparison = v.InferOutput<typeof lensComparisonSchema>;

/**
 * Everything that the Lens draws. `phase`: `empty` nothing was read yet; `running` a run has taken longer than 300 ms and
 * `run` is the previous one; `ready` `run` is what the selection says; `stale` the text has changed since.
 */
export const lensStateSchema = v.object({
  phase: v.picklist(['empty', 'running', 'ready', 'stale']),
  /** What is at work, such as "Reading feedback.md:6"; null unless running. */
  progress: v.nullable(v.string()),
  pinned: v.boolean(),
  sliding: v.boolean(),
  model: v.nullable(lensModelSchema),
  source: v.nullable(lensSourceSchema),
  run: v.nullable(runSchema),
  comparison: v.nullable(lensComparisonSchema),
  notices: v.array(noticeSchema),
  /** What was looked at when the Lens was last open; the view takes it over once, when it loads. */
  look: v.nullable(lensLookSchema),
});
export type LensState = v.InferOutput<typeof lensStateSchema>;

/** What the Lens view listens to. */
export const lensViewContract = {
  requests: {},
  notifications: {
    /** The whole state; newer replaces older. */
    state: lensStateSchema,
    /** The token under the caret of the editor (index among the input tokens of the row), null when there is none. */
    caret: v.nullable(v.object({ row: indexSchema, index: indexSchema })),
    /** Shows a tab; used by commands. */
    showTab: v.object({ tab: lensTabSchema }),
    /** Puts the caret into the text box. */
    focusTextBox: v.object({}),
    /** Of the Generate tab. */
    ...generationViewNotifications,
  },
} as const satisfies Contract;

const targetSchema = v.picklist(['model', 'comparison']);
const characterRangeSchema = v.object({
  row: indexSchema,
  sequence: v.picklist([0, 1]),
  start: indexSchema,
  end: indexSchema,
});

/** What the extension host answers to the Lens view. */
export const lensHostContract = {
  requests: {
    tokens: {
      params: v.object({
        target: targetSchema,
        runId: indexSchema,
        row: indexSchema,
        part: tokenPartSchema,
        from: indexSchema,
        to: indexSchema,
      }),
      result: v.array(tokenSchema),
    },
    stages: { params: v.object({ target: targetSchema, runId: indexSchema, row: indexSchema }), result: stagesSchema },
    vocabulary: {
      params: v.object({ target: targetSchema, query: v.pipe(v.string(), v.maxLength(1000)) }),
      result: vocabularySchema,
    },
    /** About the inside of the model, for the run on show of the model in use. */
    ...internalsRequests,
    /** About the model in use, with a text or without. */
    ...descriptionRequests,
    /** Of the Generate tab. */
    ...generationHostRequests,
    /** Of the Predictions tab of language models. */
    ...wordHostRequests,
    /**
     * Asks where to save numbers, and has the engine write them; resolves when it is done or was dismissed. Axes and
     * matrices are as in the requests.
     */
    exportNumbers: {
      params: v.object({ runId: indexSchema, row: indexSchema, what: exportedSchema, axis: axisOptionsSchema }),
      result: v.object({ saved: v.boolean() }),
    },
    /** Asks where to save a picture that the view has drawn. `svg` is text, `png` the file's bytes. */
    savePicture: {
      params: v.variant('format', [
        v.object({ format: v.literal('svg'), name: v.string(), data: v.pipe(v.string(), v.maxLength(50_000_000)) }),
        v.object({ format: v.literal('png'), name: v.string(), data: v.instance(Uint8Array) }),
      ]),
      result: v.object({ saved: v.boolean() }),
    },
    /** Copies the lines of Python that compute what is looked at. */
    copyLookAsPython: {
      params: v.object({ look: lensLookSchema, row: indexSchema, chosen: v.array(indexSchema) }),
      result: v.object({}),
    },
    /** Does what a button says; resolves when it is done or was dismissed. */
    perform: { params: v.object({ action: lensActionSchema }), result: v.object({}) },
    /** Reads the text of the text box; an empty one is refused with a plain sentence. */
    runTyped: {
      params: v.object({
        text: v.pipe(v.string(), v.maxLength(maxRunCharacters)),
        pair: v.nullable(v.pipe(v.string(), v.maxLength(maxRunCharacters))),
      }),
      result: v.object({}),
    },
    /** Selects the characters in the editor that they came from. */
    reveal: { params: characterRangeSchema, result: v.object({}) },
  },
  notifications: {
    /** The view has loaded and wants the state. */
    ready: v.object({}),
    /** The characters to outline in the editor; null lets go. */
    hover: v.nullable(characterRangeSchema),
    /** What is looked at has changed; the host remembers it. */
    look: lensLookSchema,
  },
} as const satisfies Contract;
