import { t } from '@vscode/l10n';
import { nothing, svg, html, type TemplateResult } from 'lit';

/** More heads are no longer told apart. */
const mostHeads = 64;
const width = 264;
const height = 62;
const left = 46;
/** Between the groups, and at most in all. */
const gap = 14;
const mostGaps = 64;

/** Which query heads share which keys and values: circles above, boxes below. Nothing where each has its own. */
export function fanOut(heads: number | null, kvHeads: number | null): TemplateResult | typeof nothing {
  if (heads === null || kvHeads === null || kvHeads >= heads || kvHeads < 1) return nothing;
  if (heads > mostHeads || heads % kvHeads !== 0) return nothing;
  const each = heads / kvHeads;
  const between = Math.min(gap, mostGaps / kvHeads);
  const step = Math.min(19, (width - left - between * (kvHeads - 1)) / heads);
  const group = step * each;
  const groups = Array.from({ length: kvHeads }, (_, index) => left + index * (group + between));
  const label = t('{0} query heads share {1} heads of keys and values', heads, kvHeads);
  return html`<svg
    class="fan"
    viewBox="0 0 ${width} ${height}"
    width=${width}
    height=${height}
    role="img"
    aria-label=${label}
  >
    <text x="0" y="14">${heads} q</text>
    <text x="0" y="55">${kvHeads} k, v</text>
    ${groups.map((x, index) => groupOf({ x, index, each, step, group, named: group >= 44 }))}
  </svg>`;
}

interface Group {
  readonly x: number;
  readonly index: number;
  readonly each: number;
  readonly step: number;
  readonly group: number;
  /** There is room for a name in the box. */
  readonly named: boolean;
}

function groupOf({ x, index, each, step, group, named }: Group): TemplateResult {
  const middle = x + group / 2;
  const box = Math.min(54, group);
  const radius = Math.min(5, step * 0.32);
  const queries = Array.from({ length: each }, (_, head) => x + step * (head + 0.5));
  return svg`
    ${queries.map((at) => svg`<line x1=${at} y1=${10 + radius} x2=${middle} y2="43"></line>`)}
    ${queries.map((at) => svg`<circle cx=${at} cy="10" r=${radius}></circle>`)}
    <rect x=${middle - box / 2} y="43" width=${box} height="17" rx="3"></rect>
    ${named ? svg`<text class="middle" x=${middle} y="55">k, v ${index}</text>` : nothing}`;
}
