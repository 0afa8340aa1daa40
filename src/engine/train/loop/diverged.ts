import { LensError } from '../../../common/errors/lens-error';
import type { Example } from '../../data/examples/example';

/** Rows that are named; a batch may have many. */
const mostNamed = 8;

/** The failure of a run whose loss or gradient is no number any more. The step was not made: the weights are as before it. */
export function divergedError(step: number, what: 'loss' | 'gradient', examples: readonly Example[]): LensError {
  const rows = examples.slice(0, mostNamed).map(({ source: { file, line } }) => `${file}:${line}`);
  const more = examples.length > mostNamed ? ` and ${examples.length - mostNamed} more` : '';
  return new LensError(
    'diverged',
    `The ${what} of step ${step} is not a number, so training stopped. Its batch has the rows ${rows.join(', ')}${more}.`,
    'Try a lower learning_rate, a longer warm-up (warmup_steps), max_grad_norm 1, or leave these rows out.',
  );
}
