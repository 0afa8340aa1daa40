import * as v from 'valibot';
import * as vscode from 'vscode';
import { parseJson } from '../../../common/json/parse-json';
import { inBackground, type Log } from '../../platform/log';
import { withAbsolutePaths } from '../settings/data-paths';
import type { FormSession } from './form-session';

/** The form takes over what is saved in the editor of its run file. What is no JSON yet leaves the form as it is. */
export function followRunFile(session: FormSession, log: Log): vscode.Disposable {
  return vscode.workspace.onDidSaveTextDocument((document) => {
    const { draft } = session;
    if (!draft.exists || document.uri.fsPath !== vscode.Uri.file(draft.runFile).fsPath) return;
    inBackground(log, 'Taking over a run file', async () => {
      const settings = parseJson(document.getText(), v.record(v.string(), v.unknown()), draft.runFile);
      await session.replace(withAbsolutePaths(settings, draft.folder));
    });
  });
}
