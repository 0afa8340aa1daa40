import type { ModelInfo } from '../../common/contracts/model';
import { LensError } from '../../common/errors/lens-error';

/** Why a model whose head is not in its weights predicts nothing: which tensors are missing where. */
export function missingHeadError({ task, missingHead, weightFiles }: ModelInfo): LensError {
  const files = weightFiles.length === 1 ? (weightFiles[0] ?? 'the checkpoint') : `${weightFiles.length} weight files`;
  const [head, aim] =
    task === null || task === 'text-classification'
      ? ['classification head', 'for classification, or fine-tune this one first']
      : [`head for ${task}`, 'for this task'];
  return new LensError(
    'missing-weights',
    `The ${head} is not in ${files}: ${missingHead.join(', ')} ${missingHead.length === 1 ? 'is' : 'are'} missing. ` +
      'Python would fill it with random numbers, and every prediction would be noise.',
    `Choose a model that was fine-tuned ${aim}.`,
  );
}
