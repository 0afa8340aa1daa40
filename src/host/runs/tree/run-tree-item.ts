import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { RunSnapshot } from '../folder/read-run';
import { canStart, conditionOf, type RunCondition } from '../words/condition';
import { runWords } from '../words/run-words';

/** A run in the tree. */
export class RunTreeItem extends vscode.TreeItem {
  constructor(readonly run: RunSnapshot) {
    super(run.name);
    const words = runWords(run);
    this.id = run.folder;
    this.description = words;
    this.iconPath = iconOf(conditionOf(run));
    this.tooltip = tooltipOf(run, words);
    this.contextValue = contextOf(run);
    this.accessibilityInformation = { label: `${run.name}, ${words}` };
    this.command = { command: 'modelLens.openRun', title: t('Open Run'), arguments: [this] };
  }
}

/** Words by which menus are shown, see package.json. */
function contextOf(run: RunSnapshot): string {
  const words = [run.alive ? 'alive' : 'idle', conditionOf(run)];
  if (canStart(run)) words.push('startable');
  if (run.result !== null) words.push('result');
  return words.join(' ');
}

function iconOf(condition: RunCondition): vscode.ThemeIcon {
  const icons: Record<RunCondition, readonly [string, string?]> = {
    new: ['circle-large-outline'],
    running: ['sync~spin', 'charts.blue'],
    stopping: ['sync~spin', 'charts.blue'],
    stopped: ['debug-pause', 'editorWarning.foreground'],
    killed: ['debug-disconnect', 'editorWarning.foreground'],
    finished: ['pass', 'charts.green'],
    failed: ['error', 'errorForeground'],
    broken: ['warning', 'editorWarning.foreground'],
  };
  const [icon, color] = icons[condition];
  return color === undefined ? new vscode.ThemeIcon(icon) : new vscode.ThemeIcon(icon, new vscode.ThemeColor(color));
}

function tooltipOf({ head, state, problem, folder }: RunSnapshot, words: string): string {
  const error = state?.error ? [state.error.message, state.error.help].filter(Boolean).join(' ') : '';
  const facts = [head.model, head.train_file].filter((fact) => fact !== '').join(', ');
  return [words, error, problem ?? '', facts, folder].filter((line) => line !== '').join('\n');
}
