import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { DisposableStore } from '../../platform/disposable-store';
import { escapeIcons } from '../../platform/escape-icons';
import type { RunStore } from '../store/run-store';
import { runWords, shareDone } from '../words/run-words';

/** The status bar item of the run that is at work, with its share done; a click opens its page. Hidden without one. */
export function createRunStatusItem(store: RunStore): vscode.Disposable {
  const owned = new DisposableStore();
  const item = owned.add(vscode.window.createStatusBarItem('modelLens.run', vscode.StatusBarAlignment.Left, 10));
  item.name = t('Model Lens: Fine-tune Run');
  const update = (): void => {
    const alive = store.runs.filter((run) => run.alive);
    const [run] = alive;
    if (!run) {
      item.hide();
      return;
    }
    const share = shareDone(run.state);
    const percent = share === null ? '' : ` ${t('{0} %', Math.floor(share * 100))}`;
    const more = alive.length > 1 ? ` +${alive.length - 1}` : '';
    item.text = `$(sync) ${escapeIcons(run.name)}${percent}${more}`;
    item.tooltip = alive.map((each) => `${each.name}: ${runWords(each)}`).join('\n');
    item.accessibilityInformation = { label: t('{0}: {1}, open the run', run.name, runWords(run)), role: 'button' };
    item.command = { command: 'modelLens.openRun', title: t('Open Run'), arguments: [run.folder] };
    item.show();
  };
  owned.add(store.onDidChange(update));
  update();
  return new vscode.Disposable(() => owned.dispose());
}
