import { t } from '@vscode/l10n';
import { css, svg, html, type TemplateResult } from 'lit';
import { formatFixed } from '../../../shared/format/numbers';
import { scoreWords, type ScoredToken } from './scored-row';

/** Of the picture, in its own units. */
const unit = 10;
const gap = 1.5;
const height = 56;

/**
 * The bits of each token as bars; a click chooses. For the eye and the pointer: the text above is the same for the
 * keyboard. Needs {@link barStyles}.
 * @param full what a bar over the whole height stands for, in bits
 */
export function surpriseBars(
  tokens: readonly ScoredToken[],
  full: number,
  chosen: number | null,
  choose: (index: number) => void,
): TemplateResult {
  // Short texts have bars of a readable width instead of a few blocks.
  const room = Math.max(tokens.length, 24);
  return html`<figure>
    <svg viewBox="0 0 ${room * unit} ${height}" preserveAspectRatio="none" aria-hidden="true">
      ${tokens.map((token, at) => bar(token, at, full, token.index === chosen, choose))}
      <rect class="axis" x="0" y=${height - 1} width=${room * unit} height="1"></rect>
    </svg>
    <figcaption>${t('bits for each token; the full height is {0}', formatFixed(full, 1))}</figcaption>
  </figure>`;
}

function bar(
  token: ScoredToken,
  at: number,
  full: number,
  isChosen: boolean,
  choose: (index: number) => void,
): TemplateResult {
  const bits = Number.isNaN(token.bits) ? 0 : token.bits;
  const size = bits === 0 ? 0 : Math.max(1, (Math.min(bits, full) / full) * (height - 1));
  return svg`<g @click=${() => choose(token.index)}>
    <title>${scoreWords(token)}</title>
    <rect class="room" x=${at * unit} y="0" width=${unit} height=${height}></rect>
    <rect class=${isChosen ? 'bar chosen' : 'bar'} x=${at * unit} y=${height - 1 - size} width=${unit - gap} height=${size}></rect>
  </g>`;
}

export const barStyles = css`
  figure {
    --warm: var(--vscode-modelLens-surpriseUnderline, var(--vscode-editorWarning-foreground));
    margin: 14px 0 0;
  }

  figure svg {
    display: block;
    width: 100%;
    height: 56px;
  }

  figcaption {
    margin-top: 2px;
    font-size: 11px;
    color: var(--vscode-descriptionForeground);
  }

  .room {
    fill: transparent;
  }

  .axis {
    fill: var(--lens-other-bar);
  }

  .bar {
    fill: color-mix(in srgb, var(--warm) 50%, transparent);
  }

  g:hover .bar {
    fill: color-mix(in srgb, var(--warm) 75%, transparent);
  }

  .bar.chosen,
  g:hover .bar.chosen {
    fill: var(--warm);
    stroke: var(--vscode-foreground);
    vector-effect: non-scaling-stroke;
  }
`;
