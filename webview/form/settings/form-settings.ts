import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { SettingKey } from '../../../src/common/contracts/training/form-view';
import { settingWords } from '../../../src/common/training/setting-words';
import { selectStyles } from '../../shared/elements/select-styles';
import { elementStyles } from '../../shared/theme/element-styles';
import { fieldStyles } from '../field-styles';
import { FormElement } from '../store/form-element';
import { fieldOf } from './field';
import { loraFields } from './lora-fields';
import { settingField } from './setting-field';
import { commonKeys, settingGroups, type SettingGroup } from './setting-groups';
import { settingStyles } from './setting-styles';

/** Every setting by its name in transformers; those of a first run on show, the others folded by what they are about. */
@customElement('form-settings')
export class FormSettings extends FormElement {
  static override styles = [elementStyles, selectStyles, fieldStyles, settingStyles];

  override render(): TemplateResult {
    const words = settingWords();
    return html`<div class="title">
        <h2>${t('Training')}</h2>
        <button class="link" @click=${() => this.store.perform('openRunFile')}>run.json</button>
      </div>
      ${this.#grid(commonKeys, words)} ${loraFields(this.store, words.lora)}
      ${settingGroups().map((group) => this.#group(group, words))}`;
  }

  #group({ id, title, keys }: SettingGroup, words: ReturnType<typeof settingWords>): TemplateResult {
    const changed = keys.filter((key) => this.store.isChanged(key)).length;
    const wrong = keys.filter((key) => this.store.problemOf(key) !== null).length;
    const note = [
      changed > 0 ? t('{0} changed', changed) : '',
      wrong === 1 ? t('1 problem') : wrong > 1 ? t('{0} problems', wrong) : '',
    ].filter((part) => part !== '');
    // A problem must be seen.
    const open = this.store.isUnfolded(id) || wrong > 0;
    return html`<details
      ?open=${open}
      @toggle=${({ target }: Event) => target instanceof HTMLDetailsElement && this.store.unfold(id, target.open)}
    >
      <summary>${title} ${note.length > 0 ? html`<span class="dim">${note.join(', ')}</span>` : nothing}</summary>
      ${this.#grid(keys, words)}
    </details>`;
  }

  #grid(keys: readonly SettingKey[], words: ReturnType<typeof settingWords>): TemplateResult {
    return html`<div class="grid">${keys.map((key) => settingField(fieldOf(this.store, key, words[key])))}</div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'form-settings': FormSettings;
  }
}
