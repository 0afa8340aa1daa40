import { t } from '@vscode/l10n';
import type * as vscode from 'vscode';
import type { lensHostContract } from '../../../common/contracts/lens';
import { isCancelled } from '../../../common/errors/lens-error';
import type { Handlers, ParamsOf } from '../../../common/rpc/contract';
import { inBackground, type Log } from '../../platform/log';
import { engineOf } from '../panel/ask-run';
import type { ReadOutcome } from '../run/read-with-model';
import { checkPng, checkSvg } from './check-picture';
import { numbersFileName, pictureFileName } from './file-names';
import { askForFile, tellSaved, writeFile } from './save-file';
import { withSlowProgress } from './slow-progress';

type Contract = typeof lensHostContract;
type Picture = ParamsOf<Contract, 'savePicture'>;

export interface ExportParams {
  readonly outcome: () => ReadOutcome | null;
  readonly log: Log;
  /** The column of the Lens; undefined while it is hidden. */
  readonly column: () => vscode.ViewColumn | undefined;
}

/** Saves what the Lens shows: numbers, which the engine writes, and pictures, which the view has drawn. */
export function exportHandlers(
  params: ExportParams,
): Pick<Handlers<Contract>['requests'], 'exportNumbers' | 'savePicture'> {
  const saved = (file: vscode.Uri): { saved: boolean } => {
    inBackground(params.log, 'Telling of a saved file', () => tellSaved(file, params.column()));
    return { saved: true };
  };
  return {
    exportNumbers: async ({ what, ...row }) => {
      const outcome = params.outcome();
      const engine = engineOf(outcome, row.runId);
      const file = await askForFile(numbersFileName(what, outcome?.model.id ?? ''), t('Save Numbers'));
      if (!file) return { saved: false };
      const request = { ...row, what, path: file.fsPath };
      try {
        await withSlowProgress(t('Saving {0}', file.path.split('/').at(-1) ?? ''), ({ signal, report }) =>
          engine.request('exportNumbers', request, {
            signal,
            spare: true,
            onProgress: ({ message }) => report(message),
          }),
        );
      } catch (error) {
        if (isCancelled(error)) return { saved: false };
        throw error;
      }
      return saved(file);
    },
    savePicture: async (picture) => {
      const bytes = bytesOf(picture);
      const file = await askForFile(pictureFileName(picture.name, picture.format), t('Save Picture'));
      if (!file) return { saved: false };
      await writeFile(file, bytes);
      return saved(file);
    },
  };
}

function bytesOf(picture: Picture): Uint8Array {
  if (picture.format === 'png') {
    checkPng(picture.data);
    return picture.data;
  }
  checkSvg(picture.data);
  return new TextEncoder().encode(picture.data);
}
