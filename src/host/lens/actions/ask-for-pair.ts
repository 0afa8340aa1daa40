import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { LensController } from '../lens-controller';
import { excerptOf } from '../source/read-text';

/** Asks for the second sentence: the second of two selections where there are two, or a typed one. */
export async function askForPair(lens: LensController): Promise<void> {
  const rows = lens.session.read?.rows ?? [];
  if (rows.length === 2) {
    const useSelection = { label: t('Use the Second Selection'), description: excerptOf(rows[1]?.text ?? '') };
    const type = { label: t('Type a Text…') };
    const picked = await vscode.window.showQuickPick([useSelection, type], { title: t('Text Pair') });
    if (picked === useSelection) lens.setPair({ kind: 'selection' });
    if (picked !== type) return;
  }
  const text = await vscode.window.showInputBox({
    title: t('Text Pair'),
    prompt: t('The second sentence, read together with every text.'),
    ignoreFocusOut: true,
  });
  if (text !== undefined && text.trim() !== '') lens.setPair({ kind: 'text', text });
}
