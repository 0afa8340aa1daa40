import { html, nothing, type TemplateResult } from 'lit';
import type { SettingKey } from '../../../src/common/contracts/training/form-view';
import { problemLine } from '../settings/setting-field';
import type { FormStore } from '../store/form-store';

export interface SourceChoice {
  readonly value: string;
  readonly label: string;
  /** Its tooltip; of a disabled one also behind its name. */
  readonly detail?: string;
  readonly disabled?: boolean;
  /** The host asks something first. */
  readonly asks?: boolean;
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
  /** Has long values: as wide as there is room. */
  readonly wide?: boolean;
  readonly onChoose: (value: string) => void;
}

/** A labelled select of where something comes from; a chosen value that is not among the choices stands there too. */
export function sourceSelect({
  store,
  key,
  label,
  value,
  choices,
  none,
  wide = false,
  onChoose,
}: SourceSelect): TemplateResult {
  const problem = store.problemOf(key);
  const known = value === '' || choices.some((choice) => choice.value === value);
  const shown = known ? choices : [{ value, label: value }, ...choices];
  return html`<div class="source ${wide ? 'wide' : ''} ${problem === null ? '' : 'wrong'}">
    <label for=${`source-${key}`}>${label}</label>
    <select
      id=${`source-${key}`}
      title=${value}
      aria-describedby=${problem === null ? nothing : `${key}-problem`}
      @change=${({ target }: Event) => {
        if (!(target instanceof HTMLSelectElement)) return;
        const chosen = target.value;
        // What the host asks for may be dismissed: until it is there, nothing has changed.
        if (choices.find((choice) => choice.value === chosen)?.asks) target.value = value;
        onChoose(chosen);
      }}
    >
      ${value === '' ? html`<option value="" .selected=${true}>${none}</option>` : nothing}
      ${shown.map(
        (choice) =>
          html`<option
            value=${choice.value}
            title=${choice.detail ?? ''}
            .selected=${choice.value === value}
            ?disabled=${choice.disabled ?? false}
          >
            ${choice.disabled && choice.detail ? `${choice.label} (${choice.detail})` : choice.label}
          </option>`,
      )}
    </select>
    ${problemLine(key, problem)}
  </div>`;
}
