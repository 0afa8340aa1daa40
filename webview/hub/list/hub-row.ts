import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { HubRow } from '../../../src/common/contracts/hub/search-view';
import { glyph } from '../../shared/elements/glyph';
import { formatBytes } from '../../shared/format/numbers';
import { splitId } from '../../shared/format/model-words';
import { formatShortCount } from '../../shared/format/sizes';
import { taskName } from '../../shared/hub/task-names';
import { verdictLook, verdictWords } from '../../shared/hub/verdict-look';
import type { RowAction } from './row-actions';
import { rowLabel } from './row-words';

export interface RowContent {
  readonly row: HubRow;
  /** Every row has the same task, which stands above the list. */
  readonly hideTask: boolean;
  readonly actions: readonly RowAction[];
}

/** The cells of a result: three lines about the model, and what can be done with it. */
export function rowContent({ row, hideTask, actions }: RowContent): TemplateResult {
  const { owner, name } = splitId(row.id);
  return html`<div class="model" role="gridcell">
      <span class="visually-hidden">${rowLabel(row)}</span>
      <div class="name" title=${row.id} aria-hidden="true">
        <span>${name}</span>${row.favourite ? glyph('star-full') : nothing}
      </div>
      <div class="facts" aria-hidden="true">
        <span class="owner" title=${owner.slice(0, -1)}>${owner.slice(0, -1)}</span>
        ${bytes(row)}
        <span title=${t('Downloads a month')}>${glyph('arrow-down')}${formatShortCount(row.downloads)}</span>
        <span title=${t('Likes')}>${glyph('heart')}${formatShortCount(row.likes)}</span>
        ${hideTask || row.task === null ? nothing : task(row.task)}
      </div>
      <div class="last" aria-hidden="true">${verdict(row)}</div>
    </div>
    <div class="actions" role="gridcell">${actions.map(actionButton)}</div>`;
}

/** Has its room from the start: nothing moves when the size arrives. */
function bytes({ bytes: size }: HubRow): TemplateResult {
  return html`<span class="bytes" title=${t('Size of what a run needs')}
    >${size === null ? nothing : formatBytes(size)}</span
  >`;
}

function verdict({ verdict: known, inUse }: HubRow): TemplateResult {
  if (known === null) return html`<span class="pending" title=${t('Being checked')}></span>`;
  const { icon, tone } = verdictLook(known.state);
  const words = verdictWords(known, inUse);
  return html`<span class="verdict ${tone}" title=${words}>${glyph(icon)}<span>${words}</span></span>`;
}

function task(name: string): TemplateResult {
  return html`<span class="task" title=${taskName(name)}>${taskName(name)}</span>`;
}

function actionButton({ icon, label, key, run }: RowAction): TemplateResult {
  const onClick = (event: MouseEvent): void => {
    event.stopPropagation();
    run();
  };
  const title = t('{0} ({1})', label, key.toUpperCase());
  return html`<button class="icon-button" tabindex="-1" title=${title} aria-label=${label} @click=${onClick}>
    ${glyph(icon)}
  </button>`;
}
