import { pythonValue } from '../python-value';
import { answerOf, isWeighted, type Import, type Part, type ScriptParams } from '../script-params';

/** The name of the function that takes the place of the model's own loss; null where that is what the run has. */
export function lossFunction(params: ScriptParams): 'weighted_loss' | 'token_loss' | null {
  if (isWeighted(params)) return 'weighted_loss';
  const answer = answerOf(params);
  const isByToken = answer === 'tags' || answer === 'masked';
  return isByToken && params.run.gradient_accumulation_steps > 1 ? 'token_loss' : null;
}

/** The lines that define that function. */
export function lossLines(params: ScriptParams): Part {
  const name = lossFunction(params);
  if (name === null) return { lines: [], imports: [] };
  return name === 'weighted_loss' ? weightedLoss(params) : tokenLoss(params);
}

function weightedLoss(params: ScriptParams): Part {
  const { run } = params;
  const isBalanced = run.class_weights === 'balanced';
  const labels = answerOf(params) === 'tags' ? 'np.concatenate(train["tags"])' : 'train["labels"]';
  const lines = [
    ...(isBalanced
      ? [
          `counts = np.bincount(${labels}, minlength=len(label_names))`,
          'weights = np.where(counts > 0, counts.sum() / (len(label_names) * np.maximum(counts, 1)), 0)',
          'class_weights = torch.tensor(weights, dtype=torch.float32)',
        ]
      : [`class_weights = torch.tensor(${pythonValue(run.class_weights)}, dtype=torch.float32)`]),
    '',
    '',
    'def weighted_loss(outputs, labels, num_items_in_batch=None):',
    '    loss = torch.nn.functional.cross_entropy(',
    '        outputs.logits.flatten(0, -2),',
    '        labels.flatten(),',
    '        weight=class_weights.to(labels.device),',
    ...smoothing(run),
    '    )',
    ...(run.gradient_accumulation_steps > 1
      ? [
          '    # In training, the mean of the micro-batches that a step has.',
          '    return loss / trainer.current_gradient_accumulation_steps if torch.is_grad_enabled() else loss',
        ]
      : ['    return loss']),
    '',
    '',
  ];
  const imports: Import[] = isBalanced ? ['numpy', 'torch'] : ['torch'];
  return { lines, imports };
}

/** The mean over all tokens of a step, where the model's own loss would be the mean of its micro-batches' means. */
function tokenLoss({ run }: ScriptParams): Part {
  const lines = [
    'def token_loss(outputs, labels, num_items_in_batch=None):',
    '    loss = torch.nn.functional.cross_entropy(',
    '        outputs.logits.flatten(0, -2),',
    '        labels.flatten(),',
    '        reduction="sum",',
    ...smoothing(run),
    '    )',
    '    return loss / ((labels != -100).sum() if num_items_in_batch is None else num_items_in_batch)',
    '',
    '',
  ];
  return { lines, imports: ['torch'] };
}

function smoothing({ label_smoothing_factor: factor }: ScriptParams['run']): string[] {
  return factor === 0 ? [] : [`        label_smoothing=${factor},`];
}
