import type { ModelInfo } from '../../common/contracts/model';
import { LensError } from '../../common/errors/lens-error';
import { missingHeadError } from './missing-head';
import { checkCanClassify, textClassification } from './text-classification';

/** Tasks, by the Hub's names, that a text is enough for. */
export const predictableTasks = [
  textClassification,
  'token-classification',
  'question-answering',
  'fill-mask',
  'feature-extraction',
] as const;
export type PredictableTask = (typeof predictableTasks)[number];

/** Other names of transformers' pipelines. */
const aliases: Readonly<Record<string, PredictableTask>> = {
  ner: 'token-classification',
  'sentiment-analysis': textClassification,
};

/**
 * The task that a model is used for: the one that it is made for, which for a body without a head is feature extraction.
 * @param asked the task that a person wants; null for that of the model
 * @throws LensError `unsupported` for another task, `missing-weights` where the head is not in the weights
 */
export function chooseTask(info: ModelInfo, asked: string | null): PredictableTask {
  const wanted = asked === null ? null : Object.hasOwn(aliases, asked) ? (aliases[asked] ?? asked) : asked;
  const made = info.task ?? 'feature-extraction';
  if (wanted === textClassification || (wanted === null && made === textClassification)) {
    checkCanClassify(info);
    return textClassification;
  }
  const task = predictableTasks.find((each) => each === made);
  if (task === undefined || (wanted !== null && wanted !== task)) throw otherTask(info, asked ?? made);
  if (task === 'feature-extraction' && info.kind === 'encoder-decoder') throw otherTask(info, task);
  if (task !== 'feature-extraction' && info.missingHead.length > 0) throw missingHeadError(info);
  return task;
}

/** Tasks whose answers are texts, which are generated and not predicted. */
const generating = new Set<string | null>(['text-generation', 'text2text-generation', 'translation', 'summarization']);

function otherTask(info: ModelInfo, asked: string): LensError {
  if (generating.has(asked) && generating.has(info.task)) {
    return new LensError(
      'unsupported',
      `The task "${asked}" is not a prediction: its answer is a text, which is generated.`,
      'The verb generate does it.',
    );
  }
  const has = info.task === null ? 'has no head for a task' : `is made for ${info.task}`;
  const why = info.task === asked ? 'predicting it is not covered yet' : `the model ${has}`;
  return new LensError(
    'unsupported',
    `The task "${asked}" cannot be done: ${why}.`,
    `The tasks ${predictableTasks.slice(0, -1).join(', ')} and ${predictableTasks.at(-1) ?? ''} can be, by models made for them.`,
  );
}
