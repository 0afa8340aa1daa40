import type { RunInput } from '../../common/contracts/run';
import { LensError } from '../../common/errors/lens-error';
import { loadModel, type LoadedModel } from '../../engine/models/loaded-model';
import { chooseTask, predictableTasks, type PredictableTask } from '../../engine/tasks/choose-task';
import { aggregations } from '../../engine/tasks/token-classification';
import { openTokenizer } from '../../engine/tokenizers/text-tokenizer';
import { placementWords } from '../doctor/check-words';
import { encodeOptionsFrom, paddingOptions, truncationOptions } from '../arguments/encode-options';
import type { Options } from '../arguments/options';
import { readInputs, textsOptions } from '../input/texts';
import { noteCuts } from '../model/note-cuts';
import { chosenRuntime, runOptions } from '../model/model-options';
import { chosenCheckpoint } from '../model/chosen-checkpoint';
import { oneLine } from '../output/table';
import { predictors } from '../predict';
import type { Predicted } from '../predict/predictor';
import type { Verb, VerbContext, VerbResult } from '../program/verb';

/** `model-lens predict`: what a model's head says of texts. */
export const predict: Verb = {
  summary: 'says what the head of a model makes of texts: labels, entities, answers, masked words, vectors.',
  options: {
    ...runOptions,
    ...textsOptions,
    task: {
      value: 'TASK',
      help: `One of ${predictableTasks.join(', ')}; else the one that the model is made for. Feature extraction gives the mean of the last hidden states over real tokens.`,
    },
    question: {
      value: 'Q',
      many: true,
      help: 'What is asked of the text: one for all texts, or one for each. Answers are parts of the text, of 15 tokens at most, in whole words.',
    },
    aggregation: {
      value: 'HOW',
      help: `How tokens become entities: ${aggregations.join(', ')}, as in transformers. Else none: each token by itself.`,
    },
    top: { value: 'N', help: 'Gives only the N most probable results: else all labels, 5 for a mask, 1 answer.' },
    ...truncationOptions,
    ...paddingOptions,
  },
  run,
};

async function run(options: Options, context: VerbContext): Promise<VerbResult> {
  const encode = encodeOptionsFrom(options);
  const runtime = chosenRuntime(options);
  options.choice('aggregation', aggregations);
  const top = options.count('top', 1);
  const inputs = await readInputs(options);
  const { folder, checkpoint, storage } = await chosenCheckpoint(options, context);
  const task = chooseTask(checkpoint.info, options.text('task'));
  checkOptions(options, task);
  const predictor = predictors[task];
  const tokenizer = await openTokenizer(folder);
  const given = { options, inputs, encode, tokenizer, checkpoint, top };
  const batch = await predictor.batch(given);
  noteCuts(batch, context.note);
  const model = await loadModel(checkpoint, { ...runtime, storage, outputs: 'prediction', runs: 'once' });
  const start = performance.now();
  const predicted = await predictor.predict(given, model, batch);
  const ms = performance.now() - start;
  const results = predicted.map(({ json }) => json);
  return {
    json: {
      task,
      results,
      weights: model.info.weightFiles,
      storage,
      device: model.device,
      placement: model.placement(),
      ms,
    },
    text: describe(inputs, predicted, `${task.replaceAll('-', ' ')}, ${cost(model, ms)}`),
  };
}

/** Options of another task are refused rather than ignored. */
function checkOptions(options: Options, task: PredictableTask): void {
  const given = ['question', 'aggregation'].find(
    (name) => options.has(name) && !predictors[task].options.includes(name),
  );
  if (given !== undefined) throw new LensError('usage', `--${given} is not for the task ${task}.`);
}

/** What the numbers come from, and how long they took. */
function cost(model: LoadedModel, ms: number): string {
  const { weightFiles } = model.info;
  const weights = weightFiles.length > 1 ? `${weightFiles.length} weight files` : (weightFiles[0] ?? '');
  const placement = model.placement();
  const where = placement === null ? model.device : `${model.device} (${placementWords(placement)})`;
  return `${weights}, ${where}, ${ms.toFixed(1)} ms`;
}

function describe(inputs: readonly RunInput[], predicted: readonly Predicted[], cost: string): string {
  const blocks = predicted.map(({ lines }, index) => {
    const { text = '', pair = null } = inputs[index] ?? {};
    return `${oneLine(text)}${pair === null ? '' : `  |  ${oneLine(pair)}`}\n${lines}`;
  });
  return `${blocks.join('\n\n')}\n\n${cost}\n`;
}
