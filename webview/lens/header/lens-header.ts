import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { LensModel, LensState } from '../../../src/common/contracts/lens';
import type { Run } from '../../../src/common/contracts/run';
import { badge, badgeStyles } from '../../shared/elements/badge';
import { icon } from '../../shared/elements/icon';
import { iconButton } from '../../shared/elements/icon-button';
import '../../shared/elements/menu-button';
import type { MenuItem } from '../../shared/elements/menu-button';
import { deviceLabel, shapeOf, splitId } from '../../shared/format/model-words';
import { formatDuration } from '../../shared/format/numbers';
import { StoreElement } from '../store/store-element';
import { headerStyles } from './header-styles';
import { menuItems } from './menu-items';
import { deviceText } from '../predictions/run/run-facts';
import { storageOf, titleOf } from './model-facts';

/** The model in use, what it is, where and how fast it ran. Fires `try-a-sentence` and `show-keys`. */
@customElement('lens-header')
export class LensHeader extends StoreElement {
  static override styles = [...StoreElement.styles, badgeStyles, headerStyles];

  override render(): TemplateResult {
    const { state } = this.store;
    if (!state) return html`${nothing}`;
    return html`<header>
      ${this.#chooser(state.model)} ${state.model ? this.#badges(state.model) : nothing}
      <span class="space"></span>
      ${this.#status(state)} ${this.#pin(state)}
      <lens-menu-button
        .label=${t('More Actions')}
        .facts=${state.model ? factsOf(state.model, state) : []}
        .items=${this.#items()}
      ></lens-menu-button>
    </header>`;
  }

  #items(): MenuItem[] {
    return menuItems(this.store, {
      tryASentence: () => this.dispatchEvent(new CustomEvent('try-a-sentence')),
      showKeys: () => this.dispatchEvent(new CustomEvent('show-keys')),
    });
  }

  #chooser(model: LensModel | null): TemplateResult {
    const { owner, name } = splitId(model?.id ?? t('Choose Model'));
    return html`<button
      class="chooser"
      title=${model ? titleOf(model) : t('Choose Model')}
      aria-label=${model ? t('Model {0}, choose another', model.id) : t('Choose Model')}
      @click=${() => void this.store.wishes.perform('chooseModel')}
    >
      ${icon('package')}
      <span class="name"><span class="owner">${owner}</span>${name}</span>
      ${icon('chevron-down')}
    </button>`;
  }

  #badges({ info, origin }: LensModel): TemplateResult {
    return html`
      ${info ? badge(shapeOf(info), true) : nothing}
      ${info ? html`<span class="storage">${badge(storageOf(info))}</span>` : nothing}
      ${origin === 'sample' ? badge(t('sample')) : nothing}
    `;
  }

  #status({ model, run, phase, notices }: LensState): TemplateResult {
    if (phase === 'stale') return badge(t('stale'));
    if (notices.some(({ id }) => id === 'engine-stopped')) {
      return html`<span class="status stopped">${icon('error')}${t('stopped')}</span>`;
    }
    const tokensAlone = phase === 'ready' && run !== null && model?.info === null;
    if (tokensAlone || notices.some(({ severity }) => severity === 'unsupported')) {
      return html`<span class="status">${icon('circle-slash')}${t('cannot run')}</span>`;
    }
    if (!run || !model) return html`${nothing}`;
    return html`<button
        class="status device"
        title=${[deviceFacts(run), t('Choose Device')].join('\n')}
        @click=${() => void this.store.wishes.perform('chooseDevice')}
      >
        ${icon('chip')}${deviceLabel(run.device)}
      </button>
      <span class="status time">${timeOf(run)}</span>`;
  }

  #pin({ pinned, run }: LensState): TemplateResult {
    if (!run && !pinned) return html`${nothing}`;
    return iconButton({
      name: pinned ? 'pinned' : 'pin',
      label: pinned ? t('Unpin: follow the selection') : t('Pin this result'),
      pressed: pinned,
      onClick: () => void this.store.wishes.perform(pinned ? 'unpin' : 'pin'),
    });
  }
}

/** What the run took; where no model ran, it is said that the time is the tokenizer's. */
function timeOf({ modelMs, tokenizeMs }: Run): string {
  return modelMs === null ? t('tokens {0}', formatDuration(tokenizeMs)) : formatDuration(modelMs);
}

function deviceFacts(run: Run): string {
  return deviceText(deviceLabel(run.device), run);
}

/** What the header leaves out where it is narrow. */
function factsOf(model: LensModel, { run }: LensState): string[] {
  const device = deviceLabel(run?.device ?? model.device);
  return [model.id, ...(model.info ? [storageOf(model.info)] : []), run ? deviceFacts(run) : device];
}

declare global {
  interface HTMLElementTagNameMap {
    'lens-header': LensHeader;
  }
}
