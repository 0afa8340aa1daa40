import { t } from '@vscode/l10n';
import type * as vscode from 'vscode';
import type { runHostContract } from '../../../common/contracts/training/run-view';
import { LensError } from '../../../common/errors/lens-error';
import type { ParamsOf } from '../../../common/rpc/contract';
import { checkPng, checkSvg } from '../../lens/export/check-picture';
import { pictureFileName } from '../../lens/export/file-names';
import { askForFile, tellSaved, writeFile } from '../../lens/export/save-file';
import { inBackground, type Log } from '../../platform/log';

type Saved = ParamsOf<typeof runHostContract, 'save'>;

const mostCharacters = 100_000_000;

/** Asks where to save a chart or table of a page, and writes it. False when dismissed. */
export async function saveFromPage(saved: Saved, log: Log, column: vscode.ViewColumn | undefined): Promise<boolean> {
  const bytes = bytesOf(saved);
  const title = saved.format === 'csv' ? t('Save Numbers') : t('Save Picture');
  const file = await askForFile(pictureFileName(saved.name, saved.format), title);
  if (!file) return false;
  await writeFile(file, bytes);
  inBackground(log, 'Telling of a saved file', () => tellSaved(file, column));
  return true;
}

function bytesOf({ format, content }: Saved): Uint8Array {
  if (format === 'png' && typeof content !== 'string') {
    checkPng(content);
    return content;
  }
  if (typeof content !== 'string' || format === 'png' || content.length > mostCharacters) {
    throw new LensError('internal', t('What the page has sent is not of the kind that it says.'));
  }
  if (format === 'svg') checkSvg(content);
  return new TextEncoder().encode(content);
}
