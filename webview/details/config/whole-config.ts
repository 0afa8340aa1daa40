import { t } from '@vscode/l10n';
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import '../../shared/config/config-view';
import { button, buttonStyles } from '../../shared/elements/button';
import { formatBytes } from '../../shared/format/numbers';
import { DetailsElement } from '../store/details-element';

/** What a model of the Hub is made of, before any download: from its config and the headers of its weights. */
@customElement('details-whole-config')
export class WholeConfig extends DetailsElement {
  static override styles = [
    ...DetailsElement.styles,
    buttonStyles,
    css`
      :host {
        display: block;
        min-width: 0;
      }

      p {
        margin: 0 0 12px;
        font-size: 12px;
      }
    `,
  ];

  override render(): TemplateResult {
    const { store } = this;
    if (!store.state) return html`${nothing}`;
    const described = store.descriptions.get(store.state);
    if (described.phase === 'loading') {
      return html`<p class="dim" role="status">${t('Reading config.json and the headers of the weights')}</p>`;
    }
    if (described.phase === 'failed') {
      return html`<p role="status">${described.message}</p>
        ${button({ label: t('Try Again'), onClick: () => store.descriptions.again() })}`;
    }
    const { value } = described;
    return html`<p class="dim">${readFrom(value.files, value.bytesRead)}</p>
      <lens-config-view .description=${value} @open-config=${() => store.perform('openConfig')}></lens-config-view>`;
  }
}

/** "Read from config.json and the header of model.safetensors (45.0 kB)." */
function readFrom(files: readonly string[], bytes: number): string {
  const size = formatBytes(bytes);
  if (files.length === 0) return t('Read from config.json ({0}).', size);
  if (files.length === 1) return t('Read from config.json and the header of {0} ({1}).', files[0] ?? '', size);
  return t('Read from config.json and the headers of {0} files ({1}).', files.length, size);
}

declare global {
  interface HTMLElementTagNameMap {
    'details-whole-config': WholeConfig;
  }
}
