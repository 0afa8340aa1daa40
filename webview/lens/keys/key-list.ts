import { t } from '@vscode/l10n';
import { html, LitElement, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { createRef, ref } from 'lit/directives/ref.js';
import { iconButton } from '../../shared/elements/icon-button';
import { keys, keyStyles } from '../../shared/elements/keys';
import { elementStyles } from '../../shared/theme/element-styles';
import { keyGroups, type KeyGroup } from './key-groups';
import { keyListStyles } from './key-list-styles';

/** The list of keys, a modal dialog. `?` opens it from anywhere but a text field; Esc and a click beside it close it. */
@customElement('lens-keys')
export class KeyList extends LitElement {
  static override styles = [elementStyles, keyStyles, keyListStyles];

  readonly #dialog = createRef<HTMLDialogElement>();

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('keydown', this.#onKey);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('keydown', this.#onKey);
  }

  /** Opens the list; the focus goes back where it was when it is closed. */
  show(): void {
    const dialog = this.#dialog.value;
    if (dialog && !dialog.open) dialog.showModal();
  }

  override render(): TemplateResult {
    return html`<dialog ${ref(this.#dialog)} aria-labelledby="title" @click=${this.#onClick} @keydown=${keepFocus}>
      <header>
        <h2 id="title">${t('Keyboard Shortcuts')}</h2>
        ${iconButton({ name: 'close', label: t('Close'), onClick: () => this.#dialog.value?.close() })}
      </header>
      <div class="groups">${keyGroups().map(renderGroup)}</div>
    </dialog>`;
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key !== '?' || isTyping(event)) return;
    event.preventDefault();
    this.show();
  };

  /** Beside the dialog's content there is only its backdrop. */
  readonly #onClick = (event: MouseEvent): void => {
    const dialog = this.#dialog.value;
    if (!dialog || event.target !== dialog) return;
    const { left, right, top, bottom } = dialog.getBoundingClientRect();
    const inside = event.clientX >= left && event.clientX <= right && event.clientY >= top && event.clientY <= bottom;
    if (!inside) dialog.close();
  };
}

/** The close button is the only stop, so Tab would leave the dialog, and the view with it. */
function keepFocus(event: KeyboardEvent): void {
  if (event.key === 'Tab') event.preventDefault();
}

/** Whether the key goes into a text field. */
function isTyping(event: KeyboardEvent): boolean {
  const [target] = event.composedPath();
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}

function renderGroup({ title, entries }: KeyGroup): TemplateResult {
  return html`<table>
    <caption>
      ${title}
    </caption>
    ${entries.map(
      (entry) =>
        html`<tr>
          <th scope="row">${entry.keys.map(keys)}</th>
          <td>${entry.does}</td>
        </tr>`,
    )}
  </table>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'lens-keys': KeyList;
  }
}
