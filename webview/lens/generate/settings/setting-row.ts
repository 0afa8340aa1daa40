import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { GenerationSettings } from '../../../../src/common/contracts/generation/settings';
import { icon } from '../../../shared/elements/icon';
import type { Setting } from './setting-list';
import { fieldText, readSetting, type SettingValue } from './setting-text';

export interface SettingRowParams {
  readonly setting: Setting;
  /** What the person set; null for the default. */
  readonly own: SettingValue;
  readonly byDefault: SettingValue;
  /** What is wrong with what was typed; null when nothing is. */
  readonly problem: string | null;
  /** False for one that has no effect with the others as they are. */
  readonly holds: boolean;
  readonly set: (value: SettingValue) => void;
  /** Called with why what was typed cannot be. */
  readonly refuse: (reason: string) => void;
}

/** A setting: its name in transformers, its field, a mark when it was changed, and what is wrong with it. */
export function settingRow(params: SettingRowParams): TemplateResult {
  const { setting, own, byDefault, problem, holds } = params;
  const { key, words } = setting;
  const isOff = fieldText(setting, own ?? byDefault) === '' && setting.kind !== 'strings';
  return html`<div class="setting ${own === null ? '' : 'changed'} ${problem === null ? '' : 'wrong'}" title=${words}>
    <label class=${isOff || !holds ? 'dim' : ''} for=${key}
      >${breakable(key)}${own === null ? nothing : html`<span class="visually-hidden">, ${t('changed')}</span>`}</label
    >
    ${setting.kind === 'switch' || setting.kind === 'early-stopping' ? choice(params) : field(params)}
    <span class="visually-hidden" id=${`${key}-words`}>${words} ${problem ?? ''}</span>
    ${problemLine(problem, fieldText(setting, own ?? byDefault) || t('off'))}
    ${own !== null && !holds ? html`<p class="note">${withoutEffect(setting)}</p>` : nothing}
  </div>`;
}

/** What is wrong, under the field, and what is generated with until it is right. */
export function problemLine(problem: string | null, held: string): TemplateResult | typeof nothing {
  return problem === null
    ? nothing
    : html`<p class="problem" role="alert">
        ${icon('error', 14)}<span>${problem} ${t('Until then: {0}.', held)}</span>
      </p>`;
}

function withoutEffect({ only }: Setting): string {
  return only === 'beams' ? t('no effect without beams') : t('no effect without do_sample');
}

function field(params: SettingRowParams): TemplateResult {
  const { setting, own, byDefault, problem } = params;
  const { key, kind } = setting;
  return html`<input
    id=${key}
    inputmode=${kind === 'number' ? 'decimal' : 'text'}
    spellcheck="false"
    autocomplete="off"
    placeholder=${kind === 'strings' ? t('none') : t('off')}
    aria-invalid=${String(problem !== null)}
    aria-describedby=${`${key}-words`}
    .value=${fieldText(setting, own ?? byDefault)}
    @change=${({ target }: Event) => target instanceof HTMLInputElement && take(params, target)}
  />`;
}

function take({ setting, own, byDefault, set, refuse }: SettingRowParams, input: HTMLInputElement): void {
  const read = readSetting(setting, input.value);
  if (!read.ok) refuse(read.reason);
  else {
    const value = isSame(read.value, byDefault) ? null : read.value;
    // The field says what holds now, also where that is what held before.
    if (isSame(value, own)) input.value = fieldText(setting, own ?? byDefault);
    set(value);
  }
}

function isSame(a: SettingValue, b: SettingValue): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

const choices: Record<'switch' | 'early-stopping', readonly GenerationSettings['early_stopping'][]> = {
  switch: [true, false],
  'early-stopping': [true, false, 'never'],
};

function choice({ setting, own, byDefault, set }: SettingRowParams): TemplateResult {
  const { key, kind } = setting;
  const values = choices[kind === 'early-stopping' ? kind : 'switch'];
  const holds = own ?? byDefault ?? false;
  return html`<select
    id=${key}
    aria-describedby=${`${key}-words`}
    @change=${({ target }: Event) => {
      if (!(target instanceof HTMLSelectElement)) return;
      const value = values[target.selectedIndex] ?? null;
      set(value === (byDefault ?? false) ? null : value);
    }}
  >
    ${values.map((value) => html`<option .selected=${value === holds}>${String(value)}</option>`)}
  </select>`;
}

/** A long name breaks behind its underscores, and nowhere else. */
function breakable(name: string): TemplateResult[] {
  return name.split(/(?<=_)/).map((part) => html`${part}<wbr />`);
}
