import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { LinesState } from '../../../src/common/contracts/lines';
import { icon, spinner } from '../../shared/elements/icon';
import { iconButton } from '../../shared/elements/icon-button';
import { formatCount } from '../../shared/format/numbers';
import type { LinesStore } from '../store/lines-store';

/** What is at work, what ended early, what is out of date: a line each, with the one thing that helps. */
export function statusLines(store: LinesStore, state: LinesState): TemplateResult {
  const { failure } = store;
  return html`${phaseLine(store, state)} ${state.stale ? staleLine(store, state) : nothing}
  ${
    failure
      ? html`<div class="line error">
          ${icon('error')}<span>${failure.message} ${failure.help ?? ''}</span>
          ${iconButton({ name: 'close', label: t('Close'), onClick: () => store.forgetFailure() })}
        </div>`
      : nothing
  }`;
}

function phaseLine(store: LinesStore, { phase, done, total, error }: LinesState): TemplateResult | typeof nothing {
  const count = [formatCount(done), formatCount(total)];
  switch (phase) {
    case 'running':
      return html`<div class="line">
        ${spinner()}<span>${t('Classified {0} of {1} lines', ...count)}</span>
        <button class="link" @click=${() => store.cancel()}>${t('Cancel')}</button>
      </div>`;
    case 'cancelled':
      return html`<div class="line">
        ${icon('circle-slash')}<span>${t('Stopped after {0} of {1} lines', ...count)}</span>${again(store)}
      </div>`;
    case 'failed':
      return html`<div class="line error">
        ${icon('error')}<span>${error ?? t('The lines could not be classified.')}</span>${again(store)}
      </div>`;
    case 'done':
      return nothing;
  }
}

function staleLine(store: LinesStore, { documentName }: LinesState): TemplateResult {
  return html`<div class="line stale-line">
    ${icon('history')}<span>${t('{0} was edited after this result', documentName)}</span>${again(store)}
  </div>`;
}

function again(store: LinesStore): TemplateResult {
  return html`<button class="link" @click=${() => store.runAgain()}>${t('Run Again')}</button>`;
}
