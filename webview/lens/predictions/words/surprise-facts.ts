import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { Run } from '../../../../src/common/contracts/run';
import type { Surprise } from '../../../../src/common/contracts/words/surprise';
import { formatCount, formatFixed } from '../../../shared/format/numbers';

/** The perplexity of what was scored, with its name in transformers, and what of the text was not. */
export function perplexityFacts({ perplexity, loss, scored, part }: Surprise, run: Run, row: number): TemplateResult {
  if (perplexity === null || loss === null) {
    return html`<p class="what">
      ${t('One token alone has no score: a model expects each token by those before it.')}
    </p>`;
  }
  const labels = part === 'target' ? 'labels' : 'labels=input_ids';
  return html`<div role="status">
      <dl class="facts">
        <dt>${t('Perplexity')}</dt>
        <dd>${t('{0} over {1} tokens', formatPerplexity(perplexity), formatCount(scored))}</dd>
        <dt>${t('Loss')}</dt>
        <dd>
          ${formatFixed(loss)}
          <span class="dim"
            >${t('nats a token, {0} bits: loss with {1}', formatFixed(loss / Math.LN2, 2), labels)}</span
          >
        </dd>
      </dl>
    </div>
    ${cutLine(run, row)}`;
}

function formatPerplexity(value: number): string {
  return value < 1000 ? formatFixed(value, value < 100 ? 2 : 1) : formatCount(value);
}

/** What lies beyond the model's positions has no score. */
function cutLine({ rows, maxLength }: Run, row: number): TemplateResult | typeof nothing {
  const cut = rows[row]?.cut ?? 0;
  if (cut === 0) return nothing;
  const [beyond, most] = [formatCount(cut), formatCount(maxLength ?? 0)];
  return html`<p class="what">${t('{0} tokens beyond the {1} that were read have no score.', beyond, most)}</p>`;
}
