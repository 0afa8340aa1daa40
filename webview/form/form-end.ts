import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { FormState } from '../../src/common/contracts/training/form-view';
import { problemNames } from '../../src/common/training/problem-names';
import { button } from '../shared/elements/button';
import '../shared/elements/menu-button';
import { engineChoices, engineOf, engineSettings } from './engines';
import { sourceSelect } from './source/source-row';
import type { FormStore } from './store/form-store';

/** What is done with the form, and on what engine it runs. */
export function formEnd(store: FormStore, state: FormState): TemplateResult {
  const { blocked, starting, trusted } = state;
  const stop = blocked ?? problemNames(store.problems);
  return html`${
      stop === null
        ? nothing
        : html`<p class="blocked" role="status" id="blocked">
            ${stop}
            ${trusted ? nothing : html`<button class="link" @click=${() => store.perform('manageTrust')}>${t('Manage Workspace Trust')}</button>`}
          </p>`
    }
    <div class="end">
      ${button({
        ...{ label: starting ? t('Starting') : t('Start'), icon: 'play', primary: true },
        disabled: starting || stop !== null,
        onClick: () => store.perform('start'),
      })}
      ${button({ label: t('Export as Script'), icon: 'file-code', onClick: () => store.perform('exportScript') })}
      <lens-menu-button
        .label=${t('More Actions')}
        .items=${[
          { label: t('Copy Shell Command'), run: () => store.perform('copyShellCommand') },
          { label: t('Open run.json'), run: () => store.perform('openRunFile') },
        ]}
      ></lens-menu-button>
      <span class="engine">
        ${sourceSelect({
          ...{
            store,
            key: store.problemOf('engine') === null ? 'device' : 'engine',
            label: t('Engine'),
            value: engineOf(store),
            choices: engineChoices(state),
            none: '',
          },
          onChoose: (choice) => store.set(engineSettings(choice)),
        })}
      </span>
    </div>`;
}
