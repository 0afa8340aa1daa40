import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { Evaluation, Mistake } from '../../../src/common/contracts/training/run-folder';
import { formatCount, formatFixed } from '../../shared/format/numbers';

/** So many stand there before all are wished for. */
const first = 5;

export interface MistakeList {
  readonly result: Evaluation;
  readonly all: boolean;
  readonly onOpen: (index: number) => void;
  readonly onAll: () => void;
}

/** The rows that the model was surest of and wrong about; each opens the row in the editor and the Lens. */
export function mistakeList({ result, all, onOpen, onAll }: MistakeList): TemplateResult | typeof nothing {
  const { mistakes, mistakeCount, labels } = result;
  if (labels.length === 0 && mistakes.length === 0) return nothing;
  const kept =
    mistakes.length < mistakeCount
      ? t('the surest {0} of {1}', formatCount(mistakes.length), formatCount(mistakeCount))
      : formatCount(mistakeCount);
  const shown = all ? mistakes : mistakes.slice(0, first);
  return html`<section class="mistakes">
    <h2>${t('Most Confident Mistakes')} <span>${kept}</span></h2>
    ${mistakeCount === 0 ? html`<p class="dim">${t('None: every row was read as it is labelled.')}</p>` : nothing}
    <ul class=${all ? 'all' : ''}>
      ${shown.map((mistake, index) => html`<li>${mistakeButton(mistake, labels.length > 0, () => onOpen(index))}</li>`)}
    </ul>
    ${
      mistakes.length > first
        ? html`<button class="link" aria-expanded=${String(all)} @click=${onAll}>
            ${all ? t('Show Fewer') : t('Show All {0}', formatCount(mistakes.length))}
          </button>`
        : nothing
    }
  </section>`;
}

function mistakeButton(mistake: Mistake, sure: boolean, onOpen: () => void): TemplateResult {
  const { text, label, predicted, probability, file, line } = mistake;
  const where = t('{0}, line {1}', file, formatCount(line));
  return html`<button class="mistake" title=${`${text}\n${where}`} @click=${onOpen}>
    <span class="text">${text}</span>
    <span class="labels"
      ><span class="dim"
        >${label} <span aria-hidden="true">→</span><span class="visually-hidden">${t('read as')}</span></span
      >
      ${predicted} ${sure ? formatFixed(probability, 3) : nothing}</span
    >
  </button>`;
}
