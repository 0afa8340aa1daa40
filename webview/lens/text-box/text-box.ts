import '@vscode-elements/elements/dist/vscode-textarea/index.js';
import type { VscodeTextarea } from '@vscode-elements/elements/dist/vscode-textarea/index.js';
import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { maxRunCharacters } from '../../../src/common/contracts/run';
import { isCancelled, toErrorData } from '../../../src/common/errors/lens-error';
import { button, buttonStyles } from '../../shared/elements/button';
import { iconButton } from '../../shared/elements/icon-button';
import { primaryCard } from '../notices/notice-look';
import { secondTextWords } from '../store/second-text';
import { StoreElement } from '../store/store-element';
import type { ViewState } from '../store/view-state';
import { textBoxStyles } from './text-box-styles';

/** A text to read when no document is open, with a second one for models that read pairs. Ctrl+Enter reads. */
@customElement('lens-text-box')
export class TextBox extends StoreElement {
  static override styles = [...StoreElement.styles, buttonStyles, textBoxStyles];

  /** Offers a button that closes the box. */
  @property({ type: Boolean }) accessor closable = false;
  /** Why the text was refused. */
  @state() private accessor refusal: string | null = null;

  override render(): TemplateResult {
    const { text, pair } = this.store.view.textBox;
    const words = secondTextWords(this.store.state?.model);
    const primary = primaryCard(this.store.state?.notices ?? []) === undefined;
    return html`<div class="box" @keydown=${this.#onKey}>
      <div class="fields">
        ${this.#field(t('Text to read'), text, (value) => this.#edit({ text: value }))}
        ${pair === null ? nothing : this.#field(words.label, pair, (value) => this.#edit({ pair: value }))}
      </div>
      ${this.refusal === null ? nothing : html`<p class="refusal" role="alert">${this.refusal}</p>`}
      <div class="buttons">
        ${button({ label: t('Read'), primary, onClick: () => void this.#read() })}
        ${button({
          label: pair === null ? words.add : words.remove,
          onClick: () => void this.#togglePair(),
        })}
        <span class="keys dim">${t('Ctrl+Enter reads')}</span>
        ${
          this.closable
            ? iconButton({ name: 'close', label: t('Close the Text Box'), onClick: () => this.#edit({ open: false }) })
            : nothing
        }
      </div>
    </div>`;
  }

  /** Puts the caret into the text. */
  focusText(): Promise<void> {
    return this.#focusField(0);
  }

  /** Adds a field for the second text and puts the caret into it, or takes it away. */
  async #togglePair(): Promise<void> {
    const adds = this.store.view.textBox.pair === null;
    this.#edit({ pair: adds ? '' : null });
    if (adds) await this.#focusField(1);
  }

  async #focusField(index: number): Promise<void> {
    await this.updateComplete;
    const field = this.renderRoot.querySelectorAll<VscodeTextarea>('vscode-textarea')[index];
    await field?.updateComplete;
    field?.focus();
  }

  #field(label: string, value: string, onInput: (value: string) => void): TemplateResult {
    return html`<vscode-textarea
      .label=${label}
      placeholder=${label}
      .value=${value}
      .maxLength=${maxRunCharacters}
      .rows=${2}
      resize="vertical"
      monospace
      @input=${(event: Event) => onInput((event.currentTarget as VscodeTextarea).value)}
    ></vscode-textarea>`;
  }

  #edit(change: Partial<ViewState['textBox']>): void {
    this.refusal = null;
    this.store.update({ textBox: { ...this.store.view.textBox, ...change } });
  }

  async #read(): Promise<void> {
    const { text, pair } = this.store.view.textBox;
    this.refusal = null;
    try {
      await this.store.host.request('runTyped', { text, pair });
    } catch (error) {
      if (!isCancelled(error)) this.refusal = toErrorData(error).message;
    }
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void this.#read();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'lens-text-box': TextBox;
  }
}
