import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { escapeIcons } from '../../platform/escape-icons';
import type { RunAction } from '../actions/run-actions';
import type { RunSnapshot } from '../folder/read-run';
import { RunTreeItem } from '../tree/run-tree-item';
import { canStart } from '../words/condition';
import { runWords } from '../words/run-words';

interface RunItem extends vscode.QuickPickItem {
  readonly folder: string;
}

/** The folder of the run that a command is for: of a line of the tree, or as it is; undefined for the palette. */
export function runFolderOf(argument: unknown): string | undefined {
  if (argument instanceof RunTreeItem) return argument.run.folder;
  return typeof argument === 'string' && argument !== '' ? argument : undefined;
}

/** Asks for one of the runs with which something can be done. Undefined when dismissed, or where there is none, which is said. */
export async function pickRun(runs: readonly RunSnapshot[], action: RunAction | 'open'): Promise<string | undefined> {
  const items = runs.filter((run) => canDo(run, action)).map(itemOf);
  if (items.length === 0) {
    void vscode.window.showInformationMessage(noneWords(action));
    return undefined;
  }
  const picked = await vscode.window.showQuickPick(items, { title: t('Choose Run'), matchOnDescription: true });
  return picked?.folder;
}

/** Whether something can be done with a run now. */
export function canDo(run: RunSnapshot, action: RunAction | 'open'): boolean {
  if (action === 'stop') return run.alive;
  if (action === 'resume') return canStart(run);
  if (action === 'delete') return !run.alive;
  if (action === 'openInLens') return run.result !== null;
  return true;
}

function itemOf(run: RunSnapshot): RunItem {
  return { label: escapeIcons(run.name), description: escapeIcons(runWords(run)), folder: run.folder };
}

function noneWords(action: RunAction | 'open'): string {
  if (action === 'stop') return t('No run is at work.');
  if (action === 'resume') return t('No run was stopped.');
  if (action === 'openInLens') return t('No run has a model yet.');
  return t('There are no runs yet. Start one with Fine-tune a Model.');
}
