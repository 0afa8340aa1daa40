import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../../shared/elements/icon';
import { iconButton } from '../../shared/elements/icon-button';
import type { Field } from './field';
import { readSetting, textOf } from './setting-text';

/** A setting: its name in transformers, what it is in a line, its field, and what is wrong with it. */
export function settingField(field: Field): TemplateResult {
  const { id, name, words, changed, problem } = field;
  const byDefault = textOf(field.byDefault);
  const back = byDefault === '' ? t('Back to the default, which is none') : t('Back to the default, {0}', byDefault);
  return html`<div class="setting ${changed ? 'changed' : ''} ${problem === null ? '' : 'wrong'}">
    <label for=${id}>
      <span class="mono name">${breakable(name)}</span>
      <span class="dim"
        >${words}${changed ? html`<span class="visually-hidden">, ${t('changed')}</span>` : nothing}</span
      >
    </label>
    ${changed ? iconButton({ name: 'discard', label: back, onClick: () => field.set(null) }) : nothing}
    ${control(field)} ${problemLine(id, problem)}
  </div>`;
}

/** What is wrong with a setting, under its field. */
export function problemLine(id: string, problem: string | null): TemplateResult | typeof nothing {
  return problem === null
    ? nothing
    : html`<p class="problem">${icon('error', 14)}<span id=${`${id}-problem`}>${problem}</span></p>`;
}

function control(field: Field): TemplateResult {
  const { id, kind, value, example } = field;
  const problem = field.problem === null ? nothing : `${id}-problem`;
  switch (kind.kind) {
    case 'switch':
      return html`<select id=${id} aria-describedby=${problem} @change=${onChoose(field, (text) => text === 'true')}>
        ${value === undefined ? html`<option value="" .selected=${true}>${t('auto')}</option>` : nothing}
        <option value="true" .selected=${value === true}>${t('on')}</option>
        <option value="false" .selected=${value === false}>${t('off')}</option>
      </select>`;
    case 'choice':
      return html`<select id=${id} aria-describedby=${problem} @change=${onChoose(field, (text) => text)}>
        ${value === undefined ? html`<option value="" .selected=${true}>${t('auto')}</option>` : nothing}
        ${kind.options.map((option) => html`<option value=${option} .selected=${option === value}>${option}</option>`)}
      </select>`;
    default:
      return html`<input
        id=${id}
        class=${kind.kind}
        inputmode=${kind.kind === 'number' ? 'decimal' : 'text'}
        spellcheck="false"
        autocomplete="off"
        placeholder=${example ?? (id === 'max_length' ? t('auto') : t('none'))}
        aria-invalid=${String(problem !== nothing)}
        aria-describedby=${problem}
        .value=${textOf(value, kind)}
        @change=${onType(field)}
      />`;
  }
}

function onChoose(field: Field, read: (text: string) => unknown) {
  return ({ target }: Event): void => {
    if (target instanceof HTMLSelectElement) field.set(target.value === '' ? null : read(target.value));
  };
}

function onType({ kind, example, byDefault, set, refuse }: Field) {
  return ({ target }: Event): void => {
    if (!(target instanceof HTMLInputElement)) return;
    const read = readSetting(target.value, kind, example);
    if (read.ok) {
      target.value = textOf(read.value ?? byDefault, kind);
      set(read.value);
    } else refuse(read.reason);
  };
}

/** A long name breaks behind its underscores, and nowhere else. */
function breakable(name: string): TemplateResult[] {
  return name.split(/(?<=_)/).map((part) => html`${part}<wbr />`);
}
