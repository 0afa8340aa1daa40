import { t } from '@vscode/l10n';
import type { lensHostContract } from '../../../common/contracts/lens';
import { LensError } from '../../../common/errors/lens-error';
import type { ParamsOf } from '../../../common/rpc/contract';
import { lookToPython } from '../../python/look-to-python';
import { runAsPython } from '../actions/copy-results';
import type { ReadOutcome } from '../run/read-with-model';
import { toInputs } from '../source/read-text';

type Looked = ParamsOf<typeof lensHostContract, 'copyLookAsPython'>;

/**
 * The lines of Python that compute what is looked at, for a row of the result on show; of the other tabs those of the run.
 * @throws LensError `usage` when there is no result or the model does not run
 */
export function lookAsPython(outcome: ReadOutcome | null, { look, row: index, chosen }: Looked): string {
  const row = outcome?.run?.rows[index];
  if (!outcome || !row) throw new LensError('usage', t('There is no result to copy.'), t('Select text first.'));
  const { params, model, options, run } = outcome;
  const input = toInputs(params.read, model.info)[row.input];
  if (!model.info || !input || (look.tab !== 'attention' && look.tab !== 'layers')) return runAsPython(outcome);
  return lookToPython({
    model: params.model.resolved,
    info: model.info,
    text: input.text,
    pair: input.pair,
    target: input.target ?? null,
    options,
    maxLength: run?.maxLength ?? null,
    window: row.window,
    look,
    chosen,
  });
}
