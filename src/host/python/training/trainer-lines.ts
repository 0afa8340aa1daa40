import * as v from 'valibot';
import { runFileEntries } from '../../../common/contracts/training/run-file';
import { pythonValue } from './python-value';
import { hasLabels, isMultiLabel, taskScripts, type ScriptParams } from './script-params';

type Run = ScriptParams['run'];

/** Keys that belong to the callback, or are told in another way. */
const notArguments = new Set(['output_dir', 'early_stopping_patience', 'early_stopping_threshold']);

/** The lines that measure, train, and save the model. */
export function trainerLines(params: ScriptParams): string[] {
  const { run } = params;
  const early = run.early_stopping_patience;
  return [
    ...metricLines(run),
    ...weightLines(run),
    ...argumentLines(params),
    ...(run.gradient_accumulation_steps > 1 && !sumsLosses(run)
      ? [
          '# The loss is a mean: Trainer then divides it by the number of micro-batches.',
          'model.accepts_loss_kwargs = False',
        ]
      : []),
    'trainer = Trainer(',
    '    model=model,',
    '    args=arguments,',
    '    train_dataset=train,',
    '    eval_dataset=validation,',
    '    processing_class=tokenizer,',
    `    data_collator=${collatorOf(run)},`,
    ...(measures(run) ? ['    compute_metrics=compute_metrics,'] : []),
    ...(weights(run) ? ['    compute_loss_func=weighted_loss,'] : []),
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
}

/** True where there are metrics beside the loss. */
export function measures(run: Run): boolean {
  return hasLabels(run) && run.eval_strategy !== 'no';
}

function weights(run: Run): boolean {
  return run.class_weights !== undefined && hasLabels(run) && !isMultiLabel(run);
}

/** Losses of language models are sums over tokens, which Trainer divides by their number. */
function sumsLosses({ task }: Run): boolean {
  return task === 'text-generation' || task === 'text2text-generation';
}

function collatorOf(run: Run): string {
  const { collator } = taskScripts[run.task];
  return run.task === 'fill-mask' ? `${collator}(tokenizer, mlm_probability=${run.mlm_probability})` : collator;
}

/** The arguments that are other than `TrainingArguments` has them. */
function argumentLines({ run, outputDir }: ScriptParams): string[] {
  const entries = Object.entries(runFileEntries.trainer).flatMap(([key, entry]) => {
    const value: unknown = run[key as keyof typeof runFileEntries.trainer];
    const isUsual = JSON.stringify(value) === JSON.stringify(v.getDefault(entry));
    return notArguments.has(key) || value === undefined || isUsual ? [] : [`    ${key}=${pythonValue(value)},`];
  });
  return [
    'arguments = TrainingArguments(',
    `    output_dir=${pythonValue(outputDir)},`,
    ...entries,
    '    logging_steps=1,',
    '    report_to="none",',
    `    use_cpu=${pythonValue(run.device === 'cpu')},`,
    '    remove_unused_columns=False,',
    ')',
  ];
}

function metricLines(run: Run): string[] {
  if (!measures(run)) return [];
  const head = ['def compute_metrics(result):'];
  const scores = [
    '    precision, recall, f1, _ = precision_recall_fscore_support(',
    '        labels, predicted, average="macro", zero_division=0',
    '    )',
    '    accuracy = accuracy_score(labels, predicted)',
    '    return {"accuracy": accuracy, "precision": precision, "recall": recall, "f1": f1}',
    '',
    '',
  ];
  const tokens = ['    known = labels != -100', '    labels, predicted = labels[known], predicted[known]'];
  const predicted = isMultiLabel(run) ? 'result.predictions > 0' : 'result.predictions.argmax(-1)';
  return [
    ...head,
    `    labels, predicted = result.label_ids, ${predicted}`,
    ...(run.task === 'token-classification' ? tokens : []),
    ...scores,
  ];
}

function weightLines(run: Run): string[] {
  if (!weights(run)) return [];
  const balanced = [
    run.task === 'token-classification'
      ? 'labels = np.array([label for row in train["labels"] for label in row if label != -100])'
      : 'labels = np.array(train["labels"])',
    'counts = np.bincount(labels, minlength=len(label_names))',
    'class_weights = torch.tensor(counts.sum() / (len(label_names) * counts), dtype=torch.float32)',
  ];
  const given = [`class_weights = torch.tensor(${pythonValue(run.class_weights)}, dtype=torch.float32)`];
  return [
    ...(run.class_weights === 'balanced' ? balanced : given),
    '',
    '',
    'def weighted_loss(outputs, labels, num_items_in_batch=None):',
    '    loss = torch.nn.functional.cross_entropy(',
    '        outputs.logits.flatten(0, -2),',
    '        labels.flatten(),',
    '        weight=class_weights.to(labels.device),',
    `        label_smoothing=${run.label_smoothing_factor},`,
    '    )',
    '    # In training, the mean of the micro-batches that a step has.',
    '    return loss / trainer.current_gradient_accumulation_steps if torch.is_grad_enabled() else loss',
    '',
    '',
  ];
}
