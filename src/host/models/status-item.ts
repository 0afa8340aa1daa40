import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Device } from '../../common/contracts/model';
import { deviceLabel } from '../lens/notices/labels';
import { DisposableStore } from '../platform/disposable-store';
import { escapeIcons } from '../platform/escape-icons';
import { modelLabel } from './model-label';
import type { ModelService } from './model-service';

const longestName = 40;

/** Where the result on show was computed, which may be another device than the chosen one. */
export interface RanOn {
  readonly device: Device | null;
  readonly onDidChange: vscode.Event<void>;
}

/** The status bar item that names model and device; a click chooses another model. */
export function createStatusItem(models: ModelService, ran: RanOn): vscode.Disposable {
  const store = new DisposableStore();
  const item = store.add(vscode.window.createStatusBarItem('modelLens.model', vscode.StatusBarAlignment.Right, 110));
  let told = '';
  const update = (): void => {
    const name = modelLabel(models.name);
    const device = deviceLabel(ran.device ?? models.device);
    const short = name.length > longestName ? `${name.slice(0, longestName - 1)}…` : name;
    const text = `$(search) ${escapeIcons(short)} · ${device}`;
    // Told of every change of the Lens.
    if (item.text === text && told === name) return;
    told = name;
    item.text = text;
    item.tooltip = tooltip(name, device);
    item.accessibilityInformation = {
      label: t('Model Lens: {0} on {1}, choose another model', name, device),
      role: 'button',
    };
  };
  item.name = t('Model Lens: Model and Device');
  item.command = 'modelLens.chooseModel';
  store.add(models.onDidChange(update));
  store.add(ran.onDidChange(update));
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
