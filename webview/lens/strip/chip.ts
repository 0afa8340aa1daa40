import { html, nothing, type TemplateResult } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import type { Token } from '../../../src/common/contracts/tokens';
import { setStyles } from '../../shared/theme/set-styles';
import type { TokenMarks } from '../store/lens-store';
import type { TokenPlace } from '../store/token-place';
import { chipLabel, chipTitle } from './chip-label';
import { chipLook, chipText } from './chip-look';

export interface ChipParams {
  readonly item: number;
  readonly count: number;
  readonly place: TokenPlace;
  readonly before: Token | undefined;
  /** Undefined while it is on the way. */
  readonly token: Token | undefined;
  readonly after: Token | undefined;
  readonly marks: TokenMarks;
  readonly cursor: boolean;
  /** What the open tab says of the token, 0 to 1: a bar under the chip; NaN for none. */
  readonly measure: number;
}

/** A chip as an option of its list. One that is still on the way keeps its place. */
export function drawChip({
  item,
  count,
  place,
  before,
  token,
  after,
  marks,
  cursor,
  measure,
}: ChipParams): TemplateResult {
  const look = token && chipLook(token, place, before, after);
  const classes = {
    [`kind-${look?.kind ?? 'word'}`]: true,
    [`hue${look?.hue ?? 0}`]: true,
    'joins-before': look?.joinsBefore ?? false,
    'joins-after': look?.joinsAfter ?? false,
    waiting: token === undefined,
    linked: marks.linked,
    cursor,
  };
  return html`<span
    class="chip ${classMap(classes)}"
    role="option"
    id=${`chip-${item}`}
    data-item=${item}
    aria-posinset=${item + 1}
    aria-setsize=${count}
    aria-selected=${String(marks.chosen)}
    aria-disabled=${String(place.part === 'cut')}
    aria-label=${token && look ? chipLabel(token, look.kind) : '…'}
    title=${token && look ? chipTitle(token, look.kind) : ''}
  >
    <span class="text">${token ? chipText(token) : '…'}</span>
    <span class="id">${token?.id ?? ''}</span>
    ${measure > 0 ? html`<span class="measure" ${setStyles({ width: `${measure * 100}%` })}></span>` : nothing}
  </span>`;
}
