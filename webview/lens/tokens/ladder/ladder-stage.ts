import { html, type TemplateResult } from 'lit';
import { setStyles, type Styles } from '../../../shared/theme/set-styles';
import type { LadderCell } from './ladder-layout';

/** One line of the ladder. */
export interface LadderStage {
  readonly name: string;
  /** `characters` are letters on the page, `boxes` pieces with a frame, `numbers` stand under the pieces. */
  readonly kind: 'characters' | 'boxes' | 'numbers';
  readonly cells: readonly TemplateResult[];
}

/** A stage as a line of 33 px. */
export function drawStage({ name, kind, cells }: LadderStage): TemplateResult {
  return html`<div class="stage ${kind}" role="group" aria-label=${name}>${cells}</div>`;
}

/** Text in a cell. */
export function drawCell(cell: LadderCell | undefined, classes: string, text: string): TemplateResult {
  return html`<span class="cell ${classes}" ${setStyles(placed(cell))}>${text}</span>`;
}

/** The styles of a cell; a gap of 2 px parts neighbours. */
export function placed(cell: LadderCell | undefined): Styles {
  return { left: `${(cell?.left ?? 0) + 1}px`, width: `${Math.max(0, (cell?.width ?? 0) - 2)}px` };
}
