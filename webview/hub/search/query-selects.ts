import { t } from '@vscode/l10n';
import { html, type TemplateResult } from 'lit';
import { hubSorts, hubTasks, type HubSort } from '../../../src/common/contracts/hub/repo';
import { taskName } from '../../shared/hub/task-names';
import type { HubStore } from '../store/hub-store';

/** Native selects: the task, and the order of the results. */
export function querySelects({ draft }: HubStore): TemplateResult {
  const { task, sort } = draft.query;
  const known: readonly string[] = hubTasks;
  const tasks = task === null || known.includes(task) ? known : [...known, task];
  return html`<div class="selects">
    <select
      aria-label=${t('Task')}
      @change=${({ target }: Event) => {
        if (target instanceof HTMLSelectElement) void draft.submit({ task: target.value === '' ? null : target.value });
      }}
    >
      <option value="" .selected=${task === null}>${t('All Tasks')}</option>
      ${tasks.map((each) => html`<option value=${each} .selected=${each === task}>${taskName(each)}</option>`)}
    </select>
    <select
      aria-label=${t('Sort by')}
      @change=${({ target }: Event) => {
        const chosen = target instanceof HTMLSelectElement ? hubSorts[target.selectedIndex] : undefined;
        if (chosen) void draft.submit({ sort: chosen });
      }}
    >
      ${hubSorts.map((each) => html`<option .selected=${each === sort}>${sortName(each)}</option>`)}
    </select>
  </div>`;
}

function sortName(sort: HubSort): string {
  const names: Record<HubSort, string> = {
    trendingScore: t('Trending'),
    downloads: t('Downloads'),
    likes: t('Likes'),
    lastModified: t('Recently Updated'),
  };
  return names[sort];
}
