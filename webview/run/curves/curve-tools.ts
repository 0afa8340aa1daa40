import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import '../../shared/elements/menu-button';
import type { MenuItem } from '../../shared/elements/menu-button';
import '../../shared/elements/segments';
import { formatFixed } from '../../shared/format/numbers';
import type { RunPageState } from '../../../src/common/contracts/training/run-view';
import type { RunStore } from '../store/run-store';

/** Most runs that the menu offers. */
const mostOthers = 24;

export interface CurveTools {
  readonly store: RunStore;
  readonly page: RunPageState;
  readonly exports: readonly MenuItem[];
  readonly tableShown: boolean;
  readonly onTable: () => void;
}

/** How the curves are looked at, what is laid over them, and what can be taken home. */
export function curveTools({ store, page, exports, tableShown, onTable }: CurveTools): TemplateResult {
  const { axis, smoothing } = store.view;
  const axes = [
    { value: 'epochs', label: t('Epochs') },
    { value: 'steps', label: t('Steps') },
  ];
  return html`<div class="tools" role="toolbar" aria-label=${t('Curves')}>
    <lens-segments
      .label=${t('Horizontal axis')}
      .segments=${axes}
      .chosen=${axis}
      @choose=${({ detail }: CustomEvent<string>) => store.look({ axis: detail === 'steps' ? 'steps' : 'epochs' })}
    ></lens-segments>
    ${smoothingSlider(smoothing, (value) => store.look({ smoothing: value }))}
    <span class="right">
      ${page.others.length > 0 ? html`<lens-menu-button .icon=${'layers'} .label=${t('Other Runs')} .items=${overlays(store, page)}></lens-menu-button>` : nothing}
      <button class="link" aria-expanded=${String(tableShown)} @click=${onTable}>
        ${tableShown ? t('Hide Table') : t('Show as Table')}
      </button>
      <lens-menu-button .icon=${'export'} .label=${t('Export')} .items=${exports}></lens-menu-button>
    </span>
  </div>`;
}

function smoothingSlider(smoothing: number, onInput: (value: number) => void): TemplateResult {
  return html`<label class="slider">
    <span>${t('Smoothing')}</span>
    <input
      type="range"
      min="0"
      max="0.99"
      step="0.01"
      .value=${String(smoothing)}
      @input=${({ target }: Event) => target instanceof HTMLInputElement && onInput(Number(target.value))}
    />
    <output>${formatFixed(smoothing, 2)}</output>
  </label>`;
}

function overlays(store: RunStore, { others }: RunPageState): MenuItem[] {
  return others.slice(0, mostOthers).map(({ key, name, shown }) => ({
    label: shown ? t('Hide {0}', name) : t('Lay {0} over This Run', name),
    run: () => store.lay(key, !shown),
  }));
}
