import type { PredictableTask } from '../../engine/tasks/choose-task';
import { answerQuestion } from './answer-question';
import { classifyText } from './classify-text';
import { classifyTokens } from './classify-tokens';
import { extractFeatures } from './extract-features';
import { fillMask } from './fill-masks';
import type { Predictor } from './predictor';

/** How each task is done. */
export const predictors: Readonly<Record<PredictableTask, Predictor>> = {
  'text-classification': classifyText,
  'token-classification': classifyTokens,
  'question-answering': answerQuestion,
  'fill-mask': fillMask,
  'feature-extraction': extractFeatures,
};
