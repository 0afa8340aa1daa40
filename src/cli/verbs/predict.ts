import type { ModelInfo } from '../../common/contracts/model';
import type { Classification, RunInput } from '../../common/contracts/run';
import { LensError } from '../../common/errors/lens-error';
import { neverCancelled } from '../../common/rpc/cancellation';
import { loadModel, type LoadedModel } from '../../engine/models/loaded-model';
import { modelInputs, runLogits } from '../../engine/tasks/forward';
import { checkCanClassify, classifyLogits, textClassification } from '../../engine/tasks/text-classification';
import { openTokenizer } from '../../engine/tokenizers/text-tokenizer';
import { encodeOptionsFrom, paddingOptions, truncationOptions } from '../arguments/encode-options';
import type { Options } from '../arguments/options';
import { readInputs, textsOptions } from '../input/texts';
import { noteCuts } from '../model/note-cuts';
import { chosenRuntime, runOptions } from '../model/model-options';
import { chosenCheckpoint } from '../model/chosen-checkpoint';
import { resultOf, type TextResult } from '../output/classification';
import { formatTable, oneLine } from '../output/table';
import type { Verb, VerbContext, VerbResult } from '../program/verb';

/** `model-lens predict`: what a model's head says of texts. */
export const predict: Verb = {
  summary: 'classifies texts.',
  options: {
    ...runOptions,
    ...textsOptions,
    task: { value: 'TASK', help: 'The task as the Hub names it; else the one that the model is made for.' },
    top: { value: 'N', help: 'Shows only the N most probable labels.' },
    ...truncationOptions,
    ...paddingOptions,
  },
  run,
};

async function run(options: Options, context: VerbContext): Promise<VerbResult> {
  const encode = encodeOptionsFrom(options);
  const runtime = chosenRuntime(options);
  const top = options.count('top', 1);
  const inputs = await readInputs(options);
  const { folder, checkpoint } = await chosenCheckpoint(options, context);
  checkTask(options.text('task'), checkpoint.info);
  const tokenizer = await openTokenizer(folder);
  const batch = await tokenizer.encodeBatch(inputs, encode, checkpoint.info.maxPositions);
  noteCuts(batch, context.note);
  const model = await loadModel(checkpoint, { ...runtime, outputs: 'prediction', runs: 'once' });
  const start = performance.now();
  const logits = await runLogits(model, modelInputs(batch), neverCancelled);
  const ms = performance.now() - start;
  const classification = classifyLogits(logits, checkpoint.info);
  const results = classification.rows.map((row) => resultOf(row, classification, top));
  return {
    json: { task: textClassification, results, weights: model.info.weightFiles, device: model.device, ms },
    text: describe(inputs, results, classification, cost(model, ms)),
  };
}

/** What the numbers come from, and how long they took. */
function cost({ device, info: { weightFiles } }: LoadedModel, ms: number): string {
  const [first = ''] = weightFiles;
  const weights = weightFiles.length > 1 ? `${weightFiles.length} weight files` : first;
  return `${weights}, ${device}, ${ms.toFixed(1)} ms`;
}

function checkTask(asked: string | null, info: ModelInfo): void {
  if (asked !== null && asked !== textClassification) {
    const has = info.task === null ? 'has no head for a task' : `is made for ${info.task}`;
    throw new LensError('unsupported', `The task "${asked}" cannot be done: the model ${has}.`);
  }
  checkCanClassify(info);
}

function describe(
  inputs: readonly RunInput[],
  results: readonly TextResult[],
  { problemType }: Classification,
  cost: string,
): string {
  const blocks = results.map((result, index) => {
    const { text = '', pair = null } = inputs[index] ?? {};
    const head = oneLine(text) + (pair === null ? '' : `  |  ${oneLine(pair)}`);
    if ('value' in result) return `${head}\n  ${result.value.toFixed(4)}`;
    const rows = result.labels.map(({ label, logit, probability }) => [
      label,
      probability.toFixed(4),
      logit.toFixed(4),
    ]);
    return `${head}\n${formatTable([['label', 'probability', 'logit'], ...rows], { indent: 2, right: [1, 2] })}`;
  });
  return `${blocks.join('\n\n')}\n\n${problemType.replaceAll('_', ' ')}, ${cost}\n`;
}
