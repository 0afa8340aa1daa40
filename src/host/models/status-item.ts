import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { deviceLabel } from '../lens/notices/labels';
import { DisposableStore } from '../platform/disposable-store';
import { escapeIcons } from '../platform/escape-icons';
import { modelLabel } from './model-label';
import type { ModelService } from './model-service';

const longestName = 40;

/** The status bar item that names model and device; a click chooses another model. */
export function createStatusItem(models: ModelService): vscode.Disposable {
  const store = new DisposableStore();
  const item = store.add(vscode.window.createStatusBarItem('modelLens.model', vscode.StatusBarAlignment.Right, 110));
  const update = (): void => {
    const name = modelLabel(models.name);
    const device = deviceLabel(models.device);
    const short = name.length > longestName ? `${name.slice(0, longestName - 1)}…` : name;
    item.text = `$(search) ${escapeIcons(short)} · ${device}`;
    item.tooltip = tooltip(name, device);
    item.accessibilityInformation = {
      label: t('Model Lens: {0} on {1}, choose another model', name, device),
      role: 'button',
    };
  };
  item.name = t('Model Lens: Model and Device');
  item.command = 'modelLens.chooseModel';
  store.add(models.onDidChange(update));
  update();
  item.show();
  return new vscode.Disposable(() => store.dispose());
}

function tooltip(name: string, device: string): vscode.MarkdownString {
  const text = new vscode.MarkdownString(undefined, false);
  text.isTrusted = { enabledCommands: ['modelLens.chooseModel', 'modelLens.chooseDevice'] };
  text.appendText(t('Model Lens: {0} on {1}', name, device));
  text.appendMarkdown(`\n\n[${t('Choose Model')}](command:modelLens.chooseModel) · `);
  text.appendMarkdown(`[${t('Choose Device')}](command:modelLens.chooseDevice)`);
  return text;
}
