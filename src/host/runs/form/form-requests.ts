import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { formActions, formHostContract } from '../../../common/contracts/training/form-view';
import type { Handlers } from '../../../common/rpc/contract';
import { inBackground, type Log } from '../../platform/log';
import { chooseDataFile, chooseTrainedModel } from './ask';
import type { FormSession } from './form-session';
import type { ModelService } from '../../models/model-service';
import { showBadRows } from './show-bad-rows';
import { exportScript } from '../actions/export-script';
import { shellCommand } from '../actions/shell-command';

export type FormAction = (typeof formActions)[number];

export interface FormRequestParams {
  readonly session: FormSession;
  readonly models: ModelService;
  readonly log: Log;
  readonly cliPath: string;
  /** Starts the task of the run that the form has written, and opens its page. */
  readonly startRun: (folder: string) => Promise<void>;
  readonly column: () => vscode.ViewColumn | undefined;
}

type Requests = Handlers<typeof formHostContract>['requests'];

/** What the form asks for. Data is read in the background: the form is told when it is there. */
export function formRequests(params: FormRequestParams): Requests {
  const { session, log } = params;
  return {
    set: ({ settings }) => {
      inBackground(log, 'Taking settings of the form', async () => session.set(settings));
      return {};
    },
    rename: async ({ name }) => {
      await session.rename(name.trim());
      return {};
    },
    act: async ({ action }) => {
      await formActionsOf(params)[action]();
      return {};
    },
  };
}

function formActionsOf(params: FormRequestParams): Readonly<Record<FormAction, () => unknown>> {
  const { session, models, log, cliPath } = params;
  const set = (settings: Record<string, unknown>): void => {
    inBackground(log, 'Taking settings of the form', async () => session.set(settings));
  };
  const chooseFile = async (key: 'train_file' | 'validation_file'): Promise<void> => {
    const file = await chooseDataFile();
    if (file !== undefined) set({ [key]: file });
  };
  return {
    chooseModel: async () => {
      const model = await chooseTrainedModel(models);
      if (model !== undefined) set({ model });
    },
    chooseTrainFile: async () => chooseFile('train_file'),
    chooseValidationFile: async () => chooseFile('validation_file'),
    openRunFile: async () => openRunFile(params),
    measure: () => inBackground(log, 'Measuring a step', async () => session.measure()),
    cancelMeasure: () => session.cancelMeasure(),
    start: async () => start(params),
    exportScript: async () => {
      const { draft, data } = session;
      await exportScript({ run: session.runFile(), name: draft.name, found: data.preview }, models);
    },
    copyShellCommand: async () => {
      const { draft } = session;
      await draft.write(session.complete);
      await vscode.env.clipboard.writeText(shellCommand({ runFile: draft.runFile, folder: draft.folder }, cliPath));
    },
    showBadRows: async () => showBadRows(session.data),
    manageTrust: async () => vscode.commands.executeCommand('workbench.trust.manage'),
  };
}

/** The file is made when it is first looked at; from then on form and file follow each other. */
async function openRunFile({ session, column }: FormRequestParams): Promise<void> {
  const { draft } = session;
  await draft.write(session.complete);
  const document = await vscode.workspace.openTextDocument(draft.runFile);
  const beside = column() === vscode.ViewColumn.One ? vscode.ViewColumn.Two : vscode.ViewColumn.One;
  await vscode.window.showTextDocument(document, { viewColumn: beside, preview: false });
}

async function start({ session, startRun }: FormRequestParams): Promise<void> {
  const { warnings, draft } = session;
  if (warnings.length > 0) {
    const anyway = t('Start Anyway');
    const options = { modal: true, detail: warnings.join('\n') };
    const picked = await vscode.window.showWarningMessage(t('This run would fail.'), options, anyway);
    if (picked !== anyway) return;
  }
  await session.start(async () => startRun(draft.folder));
}
