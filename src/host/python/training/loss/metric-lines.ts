import { answerOf, type Part, type ScriptParams } from '../script-params';

const none: Part = { lines: [], imports: [] };

/** The metric that chooses the best model, without `eval_`. Perplexity rises and falls with the loss. */
export function bestMetric({ run }: ScriptParams): string {
  const name = run.metric_for_best_model.replace(/^eval_/, '');
  return name === 'perplexity' ? 'loss' : name;
}

/** The function `compute_metrics`, where there is something to measure beside the loss, under the names of the run. */
export function metricLines(params: ScriptParams): Part {
  if (params.run.eval_strategy === 'no') return none;
  const answer = answerOf(params);
  switch (answer) {
    case 'value':
      return { lines: valueLines, imports: ['numpy'] };
    case 'one-label':
      return { lines: labelLines('result.predictions.argmax(-1)', averagesOf(params)), imports: ['sklearn'] };
    case 'labels':
      return { lines: labelLines('result.predictions >= 0', averagesOf(params)), imports: ['sklearn'] };
    case 'tags':
      return areEntities(params.data.labels)
        ? { lines: entityLines, imports: ['sklearn', 'seqeval'] }
        : { lines: labelLines('result.predictions.argmax(-1)', ['macro'], tokens), imports: ['sklearn'] };
    default:
      return bestMetric(params) === 'accuracy'
        ? { lines: nextTokenLines(answer === 'next-tokens'), imports: [] }
        : none;
  }
}

/** True where the predictions of whole logits would be kept for one number: they are made ids first. */
export function choosesIds(params: ScriptParams): boolean {
  const { lines } = metricLines(params);
  return lines.some((line) => line.startsWith('def chosen('));
}

/** Macro averages have plain names; one that chooses the best model is there as well. */
function averagesOf(params: ScriptParams): string[] {
  const other = /_(weighted|micro)$/.exec(bestMetric(params))?.[1];
  return other === undefined ? ['macro'] : ['macro', other];
}

/** As `areEntityLabels` of the engine. */
function areEntities(labels: readonly string[]): boolean {
  return labels.some((label) => label !== 'O') && labels.every((label) => /^(?:[BIESLU]-.*|O)$/s.test(label));
}

const tokens = ['    known = labels != -100', '    labels, predicted = labels[known], predicted[known]'];

function labelLines(predicted: string, averages: readonly string[], more: readonly string[] = []): string[] {
  return [
    'def compute_metrics(result):',
    `    labels, predicted = result.label_ids, ${predicted}`,
    ...more,
    '    metrics = {"accuracy": accuracy_score(labels, predicted)}',
    ...averages.flatMap((average) => {
      const ending = average === 'macro' ? '' : `_${average}`;
      const names = ['precision', 'recall', 'f1'].map((name) => `"${name}${ending}"`).join(', ');
      return [
        `    scores = precision_recall_fscore_support(labels, predicted, average="${average}", zero_division=0)`,
        `    metrics |= zip((${names}), scores)`,
      ];
    }),
    '    return metrics',
    '',
    '',
  ];
}

const entityLines = [
  'def compute_metrics(result):',
  '    """Precision, recall and F1 of whole entities; accuracy of tokens."""',
  '    labels, predicted = [], []',
  '    for ids, logits in zip(result.label_ids, result.predictions):',
  '        labels.append([label_names[i] for i in ids[ids != -100]])',
  '        predicted.append([label_names[i] for i in logits[ids != -100].argmax(-1)])',
  '    return {',
  '        "accuracy": accuracy_score(sum(labels, []), sum(predicted, [])),',
  '        "precision": precision_score(labels, predicted),',
  '        "recall": recall_score(labels, predicted),',
  '        "f1": f1_score(labels, predicted),',
  '    }',
  '',
  '',
];

const valueLines = [
  'def compute_metrics(result):',
  '    labels, predicted = result.label_ids.squeeze(), result.predictions.squeeze()',
  '    return {',
  '        "mse": np.mean((predicted - labels) ** 2),',
  '        "mae": np.mean(np.abs(predicted - labels)),',
  '        "pearson": np.corrcoef(labels, predicted)[0, 1],',
  '        "r2": 1 - np.sum((predicted - labels) ** 2) / np.sum((labels - labels.mean()) ** 2),',
  '    }',
  '',
  '',
];

function nextTokenLines(isCausal: boolean): string[] {
  const sides = isCausal ? 'labels[:, 1:], predicted[:, :-1]' : 'labels, predicted';
  return [
    'def chosen(logits, labels):',
    '    return (logits[0] if isinstance(logits, tuple) else logits).argmax(-1)',
    '',
    '',
    'def compute_metrics(result):',
    '    labels, predicted = result.label_ids, result.predictions',
    `    labels, predicted = ${sides}`,
    '    return {"accuracy": (labels == predicted)[labels != -100].mean()}',
    '',
    '',
  ];
}
