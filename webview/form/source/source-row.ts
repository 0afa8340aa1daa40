import { html, nothing, type TemplateResult } from 'lit';
import type { SettingKey } from '../../../src/common/contracts/training/form-view';
import { problemLine } from '../settings/setting-field';
import type { FormStore } from '../store/form-store';

export interface SourceChoice {
  readonly value: string;
  readonly label: string;
  readonly detail?: string;
  readonly disabled?: boolean;
}

export interface SourceSelect {
  readonly store: FormStore;
  readonly key: SettingKey;
  readonly label: string;
  /** The chosen one; empty for none. */
  readonly value: string;
  readonly choices: readonly SourceChoice[];
  /** What the select says while nothing is chosen. */
  readonly none: string;
  readonly onChoose: (value: string) => void;
}

/** A labelled select of where something comes from; a chosen value that is not among the choices stands there too. */
export function sourceSelect({ store, key, label, value, choices, none, onChoose }: SourceSelect): TemplateResult {
  const problem = store.problemOf(key);
  const known = value === '' || choices.some((choice) => choice.value === value);
  const shown = known ? choices : [{ value, label: value }, ...choices];
  return html`<div class="source ${problem === null ? '' : 'wrong'}">
    <label for=${`source-${key}`}>${label}</label>
    <select
      id=${`source-${key}`}
      title=${value}
      aria-describedby=${problem === null ? nothing : `${key}-problem`}
      @change=${({ target }: Event) => target instanceof HTMLSelectElement && onChoose(target.value)}
    >
      ${value === '' ? html`<option value="" selected>${none}</option>` : nothing}
      ${shown.map(
        (choice) =>
          html`<option value=${choice.value} ?selected=${choice.value === value} ?disabled=${choice.disabled ?? false}>
            ${choice.label}${choice.detail ? ` (${choice.detail})` : ''}
          </option>`,
      )}
    </select>
    ${problemLine(key, problem)}
  </div>`;
}
