import { t } from '@vscode/l10n';
import type { DataPreview } from '../../../common/contracts/training/data-view';
import type { RunFile } from '../../../common/contracts/training/run-file';
import { LensError } from '../../../common/errors/lens-error';
import type { ScriptData } from '../../python/training/script-params';

/** What was found in the data of a run, before or after it. */
export type FoundData = Pick<DataPreview, 'report' | 'complete'>;

/**
 * What a script has to know of the data.
 * @throws LensError `not-found` while the data was not read, or by a version that did not write down how
 */
export function scriptData(run: RunFile, found: FoundData | null): ScriptData {
  const reading = found?.report.reading;
  if (!found || !reading) {
    throw new LensError(
      'not-found',
      t('How the data of this run is read is not known yet, and the script needs its labels.'),
      t('Wait until the form shows the data, or duplicate the run and export the script there.'),
    );
  }
  const { labels, badRows, badRowCount, lengths } = found.report;
  return {
    reading,
    labels: labels.map(({ label }) => label),
    // A run that leaves nothing out fails on such rows, and so does its script.
    isClean: run.bad_rows === 'fail' || (found.complete && badRowCount === 0),
    hasBrokenText: badRows.some(({ reason }) => reason === 'broken-encoding'),
    maxLength: run.max_length ?? lengths?.maxLength ?? null,
  };
}
