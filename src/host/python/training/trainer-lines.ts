import * as v from 'valibot';
import { defaultEvalSteps, runFileEntries } from '../../../common/contracts/training/run-file';
import { hasValidation } from './encode-lines';
import { lossFunction, lossLines } from './loss/loss-lines';
import { bestMetric, choosesIds, metricLines } from './loss/metric-lines';
import { pythonValue } from './python-value';
import { answerOf, isCrossEntropy, taskScripts, type Part, type ScriptParams } from './script-params';

type Run = ScriptParams['run'];

/** Keys that belong to the callback, or are told in another way. */
const notArguments = new Set([
  ...['output_dir', 'early_stopping_patience', 'early_stopping_threshold'],
  ...['eval_steps', 'metric_for_best_model', 'label_smoothing_factor'],
]);

/** The lines that measure, train, and save the model. */
export function trainerLines(params: ScriptParams): Part {
  const { run } = params;
  const metrics = metricLines(params);
  const loss = lossLines(params);
  const early = run.early_stopping_patience;
  const function_ = lossFunction(params);
  const lines = [
    ...metrics.lines,
    ...loss.lines,
    ...argumentLines(params),
    ...accumulationLines(params),
    'trainer = Trainer(',
    '    model=model,',
    '    args=arguments,',
    '    train_dataset=train,',
    ...(hasValidation(params) ? ['    eval_dataset=validation,'] : []),
    '    processing_class=tokenizer,',
    `    data_collator=${collatorOf(run)},`,
    ...(metrics.lines.length > 0 ? ['    compute_metrics=compute_metrics,'] : []),
    ...(choosesIds(params) ? ['    preprocess_logits_for_metrics=chosen,'] : []),
    ...(function_ === null ? [] : [`    compute_loss_func=${function_},`]),
    ...(early === undefined
      ? []
      : [
          `    callbacks=[EarlyStoppingCallback(early_stopping_patience=${early}, early_stopping_threshold=${run.early_stopping_threshold})],`,
        ]),
    ')',
    'trainer.train()',
    ...(run.eval_strategy === 'no' ? [] : ['print(trainer.evaluate())']),
    `trainer.save_model(${pythonValue(`${params.outputDir}/final`)})`,
  ];
  return { lines, imports: [...metrics.imports, ...loss.imports] };
}

/** Losses of language models are sums over tokens, which Trainer divides by their number; others are means. */
function accumulationLines(params: ScriptParams): string[] {
  const { task, gradient_accumulation_steps: batches } = params.run;
  const sums = task === 'text-generation' || task === 'text2text-generation' || lossFunction(params) !== null;
  if (batches === 1 || sums) return [];
  return [
    '# The loss is a mean: Trainer then divides it by the number of micro-batches.',
    'model.accepts_loss_kwargs = False',
  ];
}

function collatorOf(run: Run): string {
  const { collator } = taskScripts[run.task];
  return run.task === 'fill-mask' ? `${collator}(tokenizer, mlm_probability=${run.mlm_probability})` : collator;
}

/** The arguments that are other than `TrainingArguments` has them. */
function argumentLines(params: ScriptParams): string[] {
  const { run, outputDir } = params;
  const entries = Object.entries(runFileEntries.trainer).flatMap(([key, entry]) => {
    const value: unknown = run[key as keyof typeof runFileEntries.trainer];
    const isUsual = JSON.stringify(value) === JSON.stringify(v.getDefault(entry));
    return notArguments.has(key) || value === undefined || isUsual ? [] : [`    ${key}=${pythonValue(value)},`];
  });
  return [
    'arguments = TrainingArguments(',
    `    output_dir=${pythonValue(outputDir)},`,
    ...entries,
    ...dependentArguments(params).map((line) => `    ${line},`),
    '    logging_steps=1,',
    '    report_to="none",',
    `    use_cpu=${pythonValue(run.device === 'cpu')},`,
    ')',
  ];
}

/** Arguments whose defaults depend on others. */
function dependentArguments(params: ScriptParams): string[] {
  const { run } = params;
  const needsBest = run.early_stopping_patience !== undefined || bestMetric(params) !== 'loss';
  const smooths = run.label_smoothing_factor > 0 && isCrossEntropy(answerOf(params));
  return [
    ...(run.eval_strategy === 'steps' ? [`eval_steps=${run.eval_steps ?? defaultEvalSteps}`] : []),
    ...(needsBest ? [`metric_for_best_model=${pythonValue(bestMetric(params))}`] : []),
    // That loss takes the place of perplexity, which Trainer does not know for one that is better where it is lower.
    ...(run.metric_for_best_model.endsWith('perplexity') && run.greater_is_better === undefined
      ? ['greater_is_better=True']
      : []),
    ...(smooths ? [`label_smoothing_factor=${run.label_smoothing_factor}`] : []),
  ];
}
