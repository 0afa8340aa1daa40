import { t } from '@vscode/l10n';
import { html } from 'lit';
import type { Stages } from '../../../../src/common/contracts/tokens';
import { setStyles } from '../../../shared/theme/set-styles';
import { showSpaces, wordHue } from '../../strip/chip-look';
import type { LadderCell, LadderLayout } from './ladder-layout';
import { drawCell, type LadderStage } from './ladder-stage';

/** A UTF-16 span of the text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The text, a character a cell; those in `marked` spans are underlined. */
export function textStage(layout: LadderLayout, marked: readonly Span[]): LadderStage {
  const cells = charactersOf(layout).map((cell) => {
    const isMarked = marked.some(({ start, end }) => cell.start < end && cell.end > start);
    const classes = `${isMarked ? 'marked' : ''} ${cell.text.trim() === '' ? 'space' : ''}`;
    return drawCell(cell, classes, showSpaces(cell.text));
  });
  return { name: t('Text'), kind: 'characters', cells };
}

/** Whether each character of the normalised text stands for the one above it, as far as their number tells. */
export function isAligned({ text, normalized }: Stages): boolean {
  return normalized === null || normalized.length === text.length;
}

/** The normalised text: character under character where that can be said, else as one piece in a frame. */
export function normalizedStage(normalized: string, stages: Stages, layout: LadderLayout): LadderStage {
  const characters = charactersOf(layout);
  const name = t('Normalised');
  if (isAligned(stages)) {
    const cells = characters.map((cell) => drawCell(cell, '', showSpaces(normalized.slice(cell.start, cell.end))));
    return { name, kind: 'characters', cells };
  }
  const left = { left: `${(characters[0]?.left ?? 0) + 1}px` };
  const piece = html`<span class="cell box whole" ${setStyles(left)}>${showSpaces(normalized)}</span>`;
  return { name, kind: 'boxes', cells: [piece] };
}

/** The pieces that the pre-tokeniser made, in the colours of their words. */
export function preTokenStage(
  preTokens: NonNullable<Stages['preTokens']>,
  stages: Stages,
  layout: LadderLayout,
): LadderStage {
  const cells = preTokens.flatMap((piece, index) => {
    const cell = layout.preTokens[index];
    return hasRoom(cell) ? [drawCell(cell, `box hue${hueUnder(piece, stages)}`, showSpaces(piece.text))] : [];
  });
  return { name: t('Pre-tokens'), kind: 'boxes', cells };
}

function charactersOf({ characters }: LadderLayout) {
  return characters.filter(({ start, end }) => end > start);
}

function hasRoom(cell: LadderCell | undefined): cell is LadderCell {
  return cell !== undefined && cell.width > 0;
}

/** The colour of the first token in a span; 0 where there is none. */
function hueUnder({ start, end }: Span, { tokens }: Stages): number {
  const at = tokens.findIndex(
    (token) => token.sequence === 0 && (token.start ?? end) < end && (token.end ?? 0) > start,
  );
  const token = tokens[at];
  return token ? wordHue(token, at) : 0;
}
