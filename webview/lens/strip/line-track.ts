import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { formatCount } from '../../shared/format/numbers';
import { setStyles } from '../../shared/theme/set-styles';
import type { LineView } from './line-window';

/** What draws the chips of a line. */
interface DrawnRow {
  /** Whether the next chip goes on with this one's word. */
  joinsNext(item: number): boolean;
  draw(item: number, cursor: number): TemplateResult;
}

/** The chips of a scrolling line that are in view, at their places. `cursor` is the chip of the keyboard. */
export function drawTrack({ items, width }: LineView, chips: DrawnRow, cursor: number): TemplateResult {
  return html`<div class="track" role="presentation" ${setStyles({ width: `${width}px` })}>
    ${repeat(
      items,
      ({ index }) => index,
      ({ index, start }) =>
        html`<span
          class="slot ${chips.joinsNext(index) ? 'joined' : ''}"
          role="presentation"
          data-index=${index}
          ${setStyles({ transform: `translateX(${start}px)` })}
          >${chips.draw(index, cursor)}</span
        >`,
    )}
  </div>`;
}

/** "N more" at the ends where chips are out of view; `page` moves towards that end. */
export function drawEnds({ before, after }: LineView, page: (direction: -1 | 1) => void): TemplateResult {
  const end = (count: number, side: 'before' | 'after', direction: -1 | 1) =>
    count === 0
      ? nothing
      : html`<button class="more ${side}" tabindex="-1" @click=${() => page(direction)}>
          ${t('{0} more', formatCount(count))}
        </button>`;
  return html`${end(before, 'before', -1)}${end(after, 'after', 1)}`;
}
