import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { LensError } from '../../../common/errors/lens-error';
import { showDocument } from '../../platform/show-document';
import type { LensController } from '../lens-controller';
import type { DocumentRange } from '../source/reveal-characters';

type Revealer = Pick<LensController, 'panels' | 'follower'>;

/**
 * Selects a stretch of a document and shows it; the Lens does not follow there. Throws a LensError `not-found` when the
 * text is in no open editor (null).
 */
export async function revealInEditor({ panels, follower }: Revealer, place: DocumentRange | null): Promise<void> {
  if (!place) throw new LensError('not-found', t('This text is in no open editor.'));
  const editor = await showDocument(place.document, panels.current?.column);
  follower.selectQuietly(editor, new vscode.Selection(place.range.start, place.range.end));
}

/** Opens a file beside the Lens. */
export async function openBesideLens({ panels }: Revealer, file: vscode.Uri): Promise<void> {
  await showDocument(await vscode.workspace.openTextDocument(file), panels.current?.column, true);
}
