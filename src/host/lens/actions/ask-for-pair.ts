import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { readsTarget } from '../../../common/contracts/reads-target';
import type { LensController } from '../lens-controller';
import { excerptOf } from '../source/read-text';

/**
 * Asks for the second text (the other half of a pair, or what a decoder is given): the second of two selections where there
 * are two, or a typed one.
 */
export async function askForPair(lens: LensController): Promise<void> {
  const forDecoder = readsTarget(lens.session.state.model?.info);
  const title = forDecoder ? t('Text for the Decoder') : t('Text Pair');
  const rows = lens.session.read?.rows ?? [];
  if (rows.length === 2) {
    const useSelection = { label: t('Use the Second Selection'), description: excerptOf(rows[1]?.text ?? '') };
    const type = { label: t('Type a Text…') };
    const picked = await vscode.window.showQuickPick([useSelection, type], { title });
    if (picked === useSelection) lens.setPair({ kind: 'selection', forDecoder });
    if (picked !== type) return;
  }
  const text = await vscode.window.showInputBox({
    title,
    prompt: forDecoder
      ? t('What the decoder is given for every text, behind its start token.')
      : t('The second sentence, read together with every text.'),
    ignoreFocusOut: true,
  });
  if (text !== undefined && text.trim() !== '') lens.setPair({ kind: 'text', text, forDecoder });
}
