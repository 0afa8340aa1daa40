import { types } from 'node:util';
import { runInNewContext } from 'node:vm';
import { LensError } from '../../../common/errors/lens-error';
import { allLinear } from '../../../common/training/lora-targets';
import type { LinearModule } from './linear-modules';

/** For all names together: an honest pattern takes less than a millisecond. */
const mostMs = 1000;

/**
 * The layers whose whole name a regular expression matches (`re.fullmatch`). It comes with a run file, and one such as
 * `(a+)+b` may go on for ever: it is given a time, which `vm` keeps inside of regular expressions as well.
 * @throws LensError `usage` for what is no regular expression, and for one that takes too long
 */
export function matching(pattern: string, modules: readonly LinearModule[]): LinearModule[] {
  const whole = wholly(pattern);
  const names = modules.map(({ module }) => module);
  try {
    const found: unknown = runInNewContext(
      'names.map((name) => whole.test(name))',
      { whole, names },
      { timeout: mostMs },
    );
    return modules.filter((_, index) => Array.isArray(found) && found[index] === true);
  } catch (cause) {
    // It comes from another context, whose Error is not this one's.
    const isLate = types.isNativeError(cause) && 'code' in cause && cause.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
    throw refused(pattern, isLate ? 'takes too long to match' : 'is no regular expression that can be run', cause);
  }
}

function wholly(pattern: string): RegExp {
  try {
    // By itself first: `a)|(b` would be none, but is one in brackets.
    const { source } = new RegExp(pattern);
    return new RegExp(`^(?:${source})$`);
  } catch (cause) {
    throw refused(pattern, 'is no regular expression', cause);
  }
}

function refused(pattern: string, why: string, cause: unknown): LensError {
  return new LensError(
    'usage',
    `lora.target_modules is "${pattern}", which ${why}.`,
    `Give a list of names, "${allLinear}", or a regular expression for whole names.`,
    { cause },
  );
}
