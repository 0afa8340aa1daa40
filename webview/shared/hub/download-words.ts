import { t } from '@vscode/l10n';
import { assertNever } from '../../../src/common/assert-never';
import type { Download } from '../../../src/common/contracts/hub/downloads-view';
import { formatBytes } from '../format/numbers';
import { formatBytesOf, formatTimeLeft } from '../format/sizes';

/** How much of a download is there: `412 of 988 MB`; for a finished one its size, nothing before anything is known. */
export function amountOf({ phase, bytes, totalBytes }: Download): string {
  if (totalBytes === null && bytes === 0) return '';
  if (phase === 'done' || totalBytes === null) return formatBytes(bytes);
  return formatBytesOf(bytes, totalBytes);
}

/** From 0 to 1; null until the size is known. */
export function fractionOf({ phase, bytes, totalBytes }: Download): number | null {
  if (phase === 'done') return 1;
  if (totalBytes === null) return null;
  return totalBytes === 0 ? 1 : Math.min(1, bytes / totalBytes);
}

/** How it goes: `38 MB/s, 15 s left`, `paused, resumes where it was`. */
export function progressWords(download: Download): string {
  switch (download.phase) {
    case 'waiting':
      return t('waiting for its turn');
    case 'running':
      return speedWords(download);
    case 'verifying':
      return t('verifying what is there');
    case 'paused':
      return t('paused, resumes where it was');
    case 'failed':
      return t('failed');
    case 'done':
      return t('verified');
    default:
      return assertNever(download.phase);
  }
}

/** Amount and progress in one, for a screen reader. */
export function spokenProgress(download: Download): string {
  return [amountOf(download), progressWords(download)].filter((words) => words !== '').join(', ');
}

/** A download that is not under way cannot say when it ends. */
function speedWords({ speed, bytes, totalBytes }: Download): string {
  if (speed === null) return t('starting');
  const rate = t('{0}/s', formatBytes(speed));
  if (totalBytes === null || speed <= 0) return rate;
  return t('{0}, {1}', rate, formatTimeLeft(Math.max(0, totalBytes - bytes) / speed));
}
