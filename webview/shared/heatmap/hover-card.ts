import { html, type TemplateResult } from 'lit';
import { setStyles } from '../theme/set-styles';
import type { CellFacts } from './heatmap-data';
import type { Box, HeatmapLayout } from './layout';

/** The picture that the card stays inside of. */
type Picture = Pick<HeatmapLayout, 'width' | 'height'>;

/** Between the card and its cell. */
const gap = 6;

/** What is known of a cell, beside it and inside of the picture. Needs `cardStyles`. */
export function hoverCard(facts: CellFacts, cell: Box, layout: Picture): TemplateResult {
  return html`<div class="card" aria-hidden="true" ${setStyles(placeOf(cell, layout))}>
    <div class="what">${facts.what}</div>
    <div><span class="value">${facts.value}</span> <span class="rest">${facts.detail}</span></div>
    ${facts.name === '' ? '' : html`<div class="rest">${facts.name}</div>`}
  </div>`;
}

/** On the side of the cell where the picture is larger, so that it needs no measuring to stay inside. */
function placeOf({ x, y, width, height }: Box, layout: Picture) {
  const right = x + width / 2 < layout.width / 2;
  const below = y + height / 2 < layout.height / 2;
  const across = right ? x + width + gap : layout.width - x + gap;
  return {
    left: right ? `${across}px` : null,
    right: right ? null : `${across}px`,
    top: below ? `${y + height + gap}px` : null,
    bottom: below ? null : `${layout.height - y + gap}px`,
    'max-width': `${Math.max(60, layout.width - across)}px`,
  };
}

/** The same facts as a line of text: `excited to transform, 0.3565, rank 2 of 10`. */
export function factsLine({ what, spoken = what, value, detail }: CellFacts): string {
  return [spoken, value, detail].filter((part) => part !== '').join(', ');
}
