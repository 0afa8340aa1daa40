import type { Assessment, Check, RepoFacts } from '../../common/contracts/hub/assessment';
import { hasRuntimeBuild } from '../runtime/has-build';
import { assessRepo } from './assess-repo';

/** As {@link assessRepo}, on this platform: where ONNX Runtime has no build no model runs, and the verdict says so. */
export function assessHere(facts: RepoFacts): Assessment {
  const assessment = assessRepo(facts);
  return hasRuntimeBuild() ? assessment : withoutRuntime(assessment);
}

/** A model that would run or is too big does neither; reasons that lie in the model itself stay. */
function withoutRuntime(assessment: Assessment): Assessment {
  const { state } = assessment.verdict;
  if (state !== 'runs' && state !== 'too_big') return assessment;
  const reason = `ONNX Runtime has no build for ${process.platform}-${process.arch}`;
  return {
    ...assessment,
    verdict: { state: 'not_yet', reason },
    checks: assessment.checks.map((check) => (check.what === 'weights' ? tokensOnly(reason) : check)),
    choices: assessment.choices.map((choice) => ({ ...choice, problem: reason })),
    chosen: null,
  };
}

function tokensOnly(reason: string): Check {
  return { what: 'weights', state: 'no', text: `${reason}, so no weights run; the Lens shows tokens` };
}
