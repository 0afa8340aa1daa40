import * as vscode from 'vscode';
import { surpriseLevels } from '../../../common/statistics/surprise';
import type { Disposes } from '../../platform/disposable-store';
import { hueCount } from './layout-tokens';

/** Of the lines under what is surprising in high contrast, by step. */
const lineWidths = [1, 1.5, 2, 3];

/** The decoration types of token painting; made once for each kind of theme. */
export interface TokenStyles extends Disposes {
  readonly words: readonly vscode.TextEditorDecorationType[];
  /** Two of each hue in turn: VS Code would join neighbours of one type and drop the line between them. */
  readonly pieces: readonly vscode.TextEditorDecorationType[];
  /** The steps of surprise, from a little to very. */
  readonly levels: readonly vscode.TextEditorDecorationType[];
  readonly cut: vscode.TextEditorDecorationType;
  readonly linked: vscode.TextEditorDecorationType;
}

/**
 * Makes the styles. Backgrounds are opaque, because the editor draws its selection beneath. High contrast has no
 * backgrounds: there words get a border in their colour, and what is surprising a line of growing width.
 */
export function createTokenStyles(highContrast: boolean): TokenStyles {
  const hues = Array.from({ length: hueCount }, (_, index) => index + 1);
  const words = hues.map((hue) => create({ ...filled(hue), ...(highContrast ? framed(hue, '1px', 'solid') : {}) }));
  const dashed = highContrast ? '1px 1px 1px 1px' : '0 0 0 1px';
  const pieceStyle = highContrast ? 'solid solid solid dashed' : 'dashed';
  const pieces = hues
    .flatMap((hue) => [hue, hue])
    .map((hue) => create({ ...filled(hue), ...framed(hue, dashed, pieceStyle) }));
  const levels = Array.from({ length: surpriseLevels }, (_, step) => create(surprising(step + 1, highContrast)));
  const cut = create({
    textDecoration: 'underline dotted',
    color: new vscode.ThemeColor('modelLens.cutForeground'),
  });
  const linked = create({
    borderWidth: highContrast ? '2px' : '1px',
    borderStyle: 'solid',
    borderColor: new vscode.ThemeColor('modelLens.linkedBorder'),
  });
  const all = [...words, ...pieces, ...levels, cut, linked];
  const dispose = (): void => {
    for (const type of all) type.dispose();
  };
  return { words, pieces, levels, cut, linked, dispose };
}

/** True for the two themes of high contrast. */
export function isHighContrast({ kind }: vscode.ColorTheme): boolean {
  return kind === vscode.ColorThemeKind.HighContrast || kind === vscode.ColorThemeKind.HighContrastLight;
}

function create(options: vscode.DecorationRenderOptions): vscode.TextEditorDecorationType {
  const rangeBehavior = vscode.DecorationRangeBehavior.ClosedClosed;
  return vscode.window.createTextEditorDecorationType({ ...options, rangeBehavior });
}

function filled(hue: number): vscode.DecorationRenderOptions {
  return { backgroundColor: new vscode.ThemeColor(`modelLens.token${hue}Background`) };
}

function surprising(level: number, highContrast: boolean): vscode.DecorationRenderOptions {
  if (!highContrast) return { backgroundColor: new vscode.ThemeColor(`modelLens.surprise${level}Background`) };
  const borderWidth = `0 0 ${lineWidths[level - 1] ?? 1}px`;
  return { borderWidth, borderStyle: 'solid', borderColor: new vscode.ThemeColor('modelLens.surpriseUnderline') };
}

function framed(hue: number, borderWidth: string, borderStyle: string): vscode.DecorationRenderOptions {
  return { borderWidth, borderStyle, borderColor: new vscode.ThemeColor(`modelLens.token${hue}Border`) };
}
