import { t } from '@vscode/l10n';
import { html, type TemplateResult } from 'lit';
import type { GeneratedToken } from '../../../../src/common/contracts/generation/engine-requests';
import { formatCount, formatFixed } from '../../../shared/format/numbers';
import { bitsOf } from '../../../../src/common/statistics/surprise';
import { pieceName } from './token-words';

/** Of the picture, in its own units. */
const width = 300;
const height = 28;
/** What is more surprising than this ends at the top: one in 4,096. */
const mostBits = 12;
/** A bar and the gap behind it, where there is room. */
const barWidth = 6;

/**
 * The bits of each token as bars, the same scale in every card. `room`: how many tokens there may be, which keeps bars in
 * their places while tokens come.
 */
export function bitsBars(tokens: readonly GeneratedToken[], room: number): TemplateResult {
  const step = Math.min(barWidth, width / Math.max(1, room, tokens.length));
  return html`<svg
    class="bits"
    viewBox="0 0 ${width} ${height}"
    preserveAspectRatio="none"
    role="img"
    aria-label=${barsLabel(tokens)}
  >
    <path class="axis" d=${`M0 ${height - 0.5}H${Math.min(width, step * Math.max(room, tokens.length))}`}></path>
    <path class="bars" d=${barsPath(tokens, step)}></path>
  </svg>`;
}

function barsPath(tokens: readonly GeneratedToken[], step: number): string {
  const gap = step > 3 ? 1 : 0;
  return tokens
    .map(({ probability }, index) => {
      const bar = Math.max(0.5, (Math.min(bitsOf(probability), mostBits) / mostBits) * height);
      return `M${(index * step).toFixed(2)} ${height}v${(-bar).toFixed(1)}h${(step - gap).toFixed(2)}v${bar.toFixed(1)}z`;
    })
    .join('');
}

function barsLabel(tokens: readonly GeneratedToken[]): string {
  const [first] = tokens;
  if (!first) return t('Surprise of each token: none yet');
  const sum = tokens.reduce((bits, { probability }) => bits + bitsOf(probability), 0);
  const most = tokens.reduce((a, b) => (b.probability < a.probability ? b : a), first);
  return t(
    'Surprise of each token: {0} bits on average, most {1} bits, {2} at step {3}',
    formatFixed(sum / tokens.length, 2),
    formatFixed(bitsOf(most.probability), 2),
    pieceName(most),
    formatCount(tokens.indexOf(most) + 1),
  );
}
