import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Assessment } from '../../../src/common/contracts/hub/assessment';
import type { DetailsState, RepoInfo } from '../../../src/common/contracts/hub/details-view';
import type { DetailsStore } from '../store/details-store';
import { choiceLabel } from './choices';

/** Which weights, and which revision: native selects, shown where there is a choice or a fact to tell. */
export function headSelects(store: DetailsStore, state: DetailsState): TemplateResult {
  const { info, assessment } = state;
  return html`${assessment.phase === 'ready' ? weights(store, state, assessment.value) : nothing}
  ${info.phase === 'ready' ? revisions(store, state, info.value) : nothing}`;
}

function weights(store: DetailsStore, state: DetailsState, { choices }: Assessment): TemplateResult | typeof nothing {
  if (choices.length === 0) return nothing;
  return html`<select
    class="weights"
    aria-label=${t('Weights')}
    @change=${(event: Event) => choose(event, (path) => store.chooseWeights(path))}
  >
    ${state.weights === null ? html`<option value="" disabled .selected=${live(true)}>${t('no weights that run')}</option>` : nothing}
    ${choices.map(
      (choice) =>
        html`<option
          value=${choice.path}
          ?disabled=${choice.problem !== null}
          .selected=${live(choice.path === state.weights)}
        >
          ${choiceLabel(choice, choices)}
        </option>`,
    )}
  </select>`;
}

function revisions(store: DetailsStore, state: DetailsState, { revision }: RepoInfo): TemplateResult | typeof nothing {
  const names = state.revisions.map(({ name }) => name);
  if (!names.includes(revision)) names.unshift(revision);
  if (names.length === 1 && revision === 'main') return nothing;
  return html`<select
    class="revision"
    aria-label=${t('Revision')}
    @change=${(event: Event) => choose(event, (name) => store.chooseRevision(name))}
  >
    ${names.map(
      (name) => html`<option value=${name} .selected=${live(name === revision)}>${t('revision {0}', name)}</option>`,
    )}
  </select>`;
}

function choose({ target }: Event, run: (value: string) => void): void {
  if (target instanceof HTMLSelectElement && target.value !== '') run(target.value);
}
