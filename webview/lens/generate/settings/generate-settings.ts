import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import type { GenerationSettings } from '../../../../src/common/contracts/generation/settings';
import type { GenerationView } from '../../../../src/common/contracts/generation/view';
import { iconButton } from '../../../shared/elements/icon-button';
import { selectStyles } from '../../../shared/elements/select-styles';
import { GenerationElement } from '../store/generation-element';
import { commonSettings, otherSettings, type Setting, type SettingKey } from './setting-list';
import { problemLine, settingRow } from './setting-row';
import { readSeed, type SettingValue } from './setting-text';
import { settingsStyles } from './settings-styles';

/** How text is generated, by the names of transformers; what was changed is marked and can be taken back. */
@customElement('generate-settings')
export class GenerateSettings extends GenerationElement {
  static override styles = [...GenerationElement.styles, selectStyles, settingsStyles];

  /** Folded until it is wanted, where there is little room. */
  @property({ attribute: false }) accessor folded = false;

  /** What is wrong with what was typed, by setting; nothing of it was sent. */
  @state() private accessor problems: Readonly<Record<string, string>> = {};
  /** Counts resets: the fields are made anew then, with what was typed into them and never taken. */
  @state() private accessor resets = 0;

  override render(): TemplateResult {
    const { view } = this.store;
    if (!view) return html`${nothing}`;
    const changed = changedCount(view);
    // What is wrong is said here too: where the settings are folded away, nothing else would tell.
    const wrong = Object.keys(this.problems).length;
    const many = [changed === 0 ? '' : t('{0} changed', changed), wrong === 0 ? '' : t('{0} not taken', wrong)];
    const title = html`<h2>${t('Settings')} <span>${many.filter((part) => part !== '').join(', ')}</span></h2>`;
    const reset =
      changed === 0
        ? nothing
        : iconButton({ name: 'discard', label: t('Reset All Settings'), onClick: () => this.#reset(view) });
    const rows = keyed(this.resets, this.#rows(view));
    if (!this.folded)
      return html`<div class="title">${title}${reset}</div>
        ${rows}`;
    return html`<details>
      <summary>${title}</summary>
      <div class="reset">${reset}</div>
      ${rows}
    </details>`;
  }

  #rows(view: GenerationView): TemplateResult {
    return html`${commonSettings().map((setting) => this.#row(view, setting))} ${this.#seed(view)}
      ${view.hasChatTemplate ? this.#chat(view) : nothing}
      <details class="others">
        <summary>${t('More settings')}</summary>
        ${otherSettings().map((setting) => this.#row(view, setting))}
      </details>
      ${
        view.ignored.length === 0
          ? nothing
          : html`<p class="note">${t('Not applied from generation_config.json: {0}', view.ignored.join(', '))}</p>`
      }`;
  }

  #row({ settings, defaults }: GenerationView, setting: Setting): TemplateResult {
    const { key } = setting;
    return settingRow({
      setting,
      own: settings[key],
      byDefault: defaults[key],
      problem: this.problems[key] ?? null,
      holds: holds(setting, { ...settings, ...given(defaults, settings) }),
      set: (value) => this.#set(key, value),
      refuse: (reason) => this.#refuse(key, reason),
    });
  }

  #seed({ seed }: GenerationView): TemplateResult {
    const problem = this.problems['seed'] ?? null;
    return html`<div
      class="setting ${seed === null ? '' : 'changed'} ${problem === null ? '' : 'wrong'}"
      title=${t('The same seed draws the same tokens again; without one it is another each time.')}
    >
      <label for="seed">seed</label>
      <input
        id="seed"
        inputmode="numeric"
        autocomplete="off"
        placeholder=${t('any')}
        aria-invalid=${String(problem !== null)}
        .value=${seed === null ? '' : String(seed)}
        @change=${({ target }: Event) => target instanceof HTMLInputElement && this.#takeSeed(target.value)}
      />
      ${problemLine(problem, seed === null ? t('any') : String(seed))}
    </div>`;
  }

  #chat({ chat }: GenerationView): TemplateResult {
    return html`<div
      class="setting"
      title=${t('Puts the model’s chat template around the text, as something that a person says.')}
    >
      <label for="chat">${t('chat template')}</label>
      <select
        id="chat"
        @change=${({ target }: Event) =>
          target instanceof HTMLSelectElement && this.store.set({ chat: target.selectedIndex === 0 })}
      >
        <option .selected=${chat}>${t('on')}</option>
        <option .selected=${!chat}>${t('off')}</option>
      </select>
    </div>`;
  }

  #takeSeed(text: string): void {
    const read = readSeed(text);
    if (!read.ok) {
      this.#refuse('seed', read.reason);
      return;
    }
    this.#forgive('seed');
    this.store.set({ seed: read.value });
  }

  #set(key: SettingKey, value: SettingValue): void {
    this.#forgive(key);
    const { view } = this.store;
    if (view) this.store.set({ settings: { ...view.settings, [key]: value } });
  }

  #refuse(key: string, reason: string): void {
    this.problems = { ...this.problems, [key]: reason };
  }

  #forgive(key: string): void {
    this.problems = Object.fromEntries(Object.entries(this.problems).filter(([other]) => other !== key));
  }

  #reset({ settings }: GenerationView): void {
    this.problems = {};
    this.resets += 1;
    const none = Object.fromEntries(Object.keys(settings).map((key) => [key, null])) as GenerationSettings;
    this.store.set({ settings: none, seed: null });
  }
}

function changedCount({ settings, seed }: GenerationView): number {
  return Object.values(settings).filter((value) => value !== null).length + (seed === null ? 0 : 1);
}

/** The defaults where nothing was set. */
function given(defaults: GenerationSettings, settings: GenerationSettings): Partial<GenerationSettings> {
  return Object.fromEntries(Object.entries(defaults).filter(([key]) => settings[key as SettingKey] === null));
}

/** Whether a setting has an effect with the others as they are. */
function holds({ only }: Setting, { do_sample, num_beams }: GenerationSettings): boolean {
  if (only === 'sampling') return do_sample === true;
  return only !== 'beams' || (num_beams ?? 1) > 1;
}

declare global {
  interface HTMLElementTagNameMap {
    'generate-settings': GenerateSettings;
  }
}
