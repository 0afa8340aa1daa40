import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { Block } from '../../../../src/common/contracts/description';
import { formatCount, formatParameters } from '../../format/numbers';
import { fanOut } from './fan-out';
import { mlpPicture } from './mlp-picture';
import { attentionLines, titleOf } from './words';

/** A block: its name, sizes and parameters, and what is inside of it. */
export function block(of: Block): TemplateResult {
  const { name, sizes } = titleOf(of);
  const tied = (of.type === 'head' || of.type === 'embedding') && of.tied;
  return html`<div
    class="block ${of.type} ${tied && of.type === 'head' ? 'tied' : ''}"
    data-of=${'of' in of ? of.of : nothing}
  >
    <div class="title">
      <span><b>${name}</b> ${sizes === null ? nothing : html`<span class="dim sizes">${sizes}</span>`}</span>
      ${parameters(of)}
    </div>
    ${inside(of)}
  </div>`;
}

function inside(of: Block): TemplateResult | typeof nothing {
  if (of.type === 'attention') {
    return html`${of.of === 'self' ? fanOut(of.heads, of.kvHeads) : nothing}
    ${attentionLines(of).map((line) => html`<div class="dim line">${line}</div>`)}`;
  }
  if (of.type !== 'mlp') return nothing;
  const { experts } = of;
  return html`${mlpPicture(of)}
  ${
    experts?.perToken
      ? html`<div class="dim line">${t('each token passes through {0} experts', experts.perToken)}</div>`
      : nothing
  }`;
}

function parameters(of: Block): TemplateResult | typeof nothing {
  const count = of.parameters;
  if (of.type === 'head' && of.tied) {
    const own = count === null || count === 0 ? '' : `, ${formatParameters(count)}`;
    return html`<span title=${t('The matrix of the head is the table of embeddings.')}>${t('tied')}${own}</span>`;
  }
  if (of.type === 'embedding' && of.of === 'tokens' && count === 0) return html`<span>${t('shared')}</span>`;
  if (count === null) return nothing;
  const exact = count === 1 ? t('1 parameter') : t('{0} parameters', formatCount(count));
  return html`<span title=${exact}>${count < 10_000 ? formatCount(count) : formatParameters(count)}</span>`;
}
