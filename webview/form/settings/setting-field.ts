import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { SettingKey } from '../../../src/common/contracts/training/form-view';
import { icon } from '../../shared/elements/icon';
import { iconButton } from '../../shared/elements/icon-button';
import type { FormStore } from '../store/form-store';
import { exampleOf } from './setting-examples';
import { kindOf, type SettingKind } from './setting-kind';
import { readSetting, textOf } from './setting-text';

/** A setting: its name in transformers, what it is in a line, its field, and what is wrong with it. */
export function settingField(store: FormStore, key: SettingKey, words: string): TemplateResult {
  const changed = store.isChanged(key);
  const problem = store.problemOf(key);
  const byDefault = textOf(store.state?.defaults[key]);
  const back = byDefault === '' ? t('Back to the default, which is none') : t('Back to the default, {0}', byDefault);
  return html`<div class="setting ${changed ? 'changed' : ''} ${problem === null ? '' : 'wrong'}">
    <label for=${key}>
      <span class="mono name">${breakable(key)}</span>
      <span class="dim"
        >${words}${changed ? html`<span class="visually-hidden">, ${t('changed')}</span>` : nothing}</span
      >
    </label>
    ${changed ? iconButton({ name: 'discard', label: back, onClick: () => store.set({ [key]: null }) }) : nothing}
    ${control(store, key, kindOf(key))} ${problemLine(key, problem)}
  </div>`;
}

/** What is wrong with a setting, under its field. */
export function problemLine(key: SettingKey, problem: string | null): TemplateResult | typeof nothing {
  return problem === null
    ? nothing
    : html`<p class="problem">${icon('error', 14)}<span id=${`${key}-problem`}>${problem}</span></p>`;
}

function control(store: FormStore, key: SettingKey, kind: SettingKind): TemplateResult {
  const value = store.settingOf(key);
  const problem = store.problemOf(key) === null ? nothing : `${key}-problem`;
  switch (kind.kind) {
    case 'switch':
      return html`<select
        id=${key}
        aria-describedby=${problem}
        @change=${onChoose(store, key, (text) => text === 'true')}
      >
        ${value === undefined ? html`<option value="" .selected=${true}>${t('auto')}</option>` : nothing}
        <option value="true" .selected=${value === true}>${t('on')}</option>
        <option value="false" .selected=${value === false}>${t('off')}</option>
      </select>`;
    case 'choice':
      return html`<select id=${key} aria-describedby=${problem} @change=${onChoose(store, key, (text) => text)}>
        ${value === undefined ? html`<option value="" .selected=${true}>${t('auto')}</option>` : nothing}
        ${kind.options.map((option) => html`<option value=${option} .selected=${option === value}>${option}</option>`)}
      </select>`;
    default:
      return html`<input
        id=${key}
        class=${kind.kind}
        inputmode=${kind.kind === 'number' ? 'decimal' : 'text'}
        spellcheck="false"
        autocomplete="off"
        placeholder=${exampleOf(key) ?? t('none')}
        aria-invalid=${String(problem !== nothing)}
        aria-describedby=${problem}
        .value=${textOf(value)}
        @change=${onType(store, key, kind)}
      />`;
  }
}

function onChoose(store: FormStore, key: SettingKey, read: (text: string) => unknown) {
  return ({ target }: Event): void => {
    if (target instanceof HTMLSelectElement) store.set({ [key]: target.value === '' ? null : read(target.value) });
  };
}

function onType(store: FormStore, key: SettingKey, kind: SettingKind) {
  return ({ target }: Event): void => {
    if (!(target instanceof HTMLInputElement)) return;
    const read = readSetting(target.value, kind, exampleOf(key));
    if (read.ok) {
      target.value = textOf(read.value ?? store.state?.defaults[key]);
      store.set({ [key]: read.value });
    } else store.refuse(key, read.reason);
  };
}

/** A long name breaks behind its underscores, and nowhere else. */
function breakable(name: string): TemplateResult[] {
  return name.split(/(?<=_)/).map((part) => html`${part}<wbr />`);
}
