import { t } from '@vscode/l10n';
import type { Exported } from '../../../../src/common/contracts/internals/export';
import type { MenuItem } from '../../../shared/elements/menu-button';
import { figureOf } from '../../../shared/export/figure';
import { pngOf } from '../../../shared/export/png';
import { themeObserver } from '../../../shared/colour/theme-observer';
import type { LensStore } from '../../store/lens-store';
import { lookOf } from '../../store/view-state';
import type { Figure } from '../pictures/picture-element';
import { afterState } from '../scene/layer-names';
import type { LayersScene } from '../scene/layers-scene';

export interface ExportParams {
  readonly store: LensStore;
  readonly scene: LayersScene;
  /** The pictures on show. */
  readonly figures: () => Figure[];
}

/** What can be taken home: the pictures on show, the states' numbers, everything, and the Python that computes it. */
export function exportItems(params: ExportParams): MenuItem[] {
  const { store, scene } = params;
  const { stack, state } = scene;
  const states = (format: 'csv' | 'json' | 'safetensors') =>
    numbers(params, { of: 'hidden-states', kind: stack.kind, state, format });
  const run = (wish: () => Promise<void>) => () => void attempt(store, wish);
  return [
    { label: t('Picture as SVG'), run: run(() => savePicture(params, 'svg')) },
    { label: t('Picture as PNG'), run: run(() => savePicture(params, 'png')) },
    { label: t('States as CSV'), run: run(() => states('csv')), separated: true },
    { label: t('States as JSON'), run: run(() => states('json')) },
    { label: t('States as safetensors'), run: run(() => states('safetensors')) },
    {
      label: t('Everything as safetensors'),
      run: run(() => numbers(params, { of: 'everything', format: 'safetensors' })),
    },
    { label: t('Copy as Python'), run: run(() => copyAsPython(params)), separated: true },
  ];
}

async function numbers({ store, scene }: ExportParams, what: Exported): Promise<void> {
  const { runId, row, options: axis } = scene;
  await store.host.request('exportNumbers', { runId, row, what, axis });
}

async function savePicture({ store, scene, figures }: ExportParams, format: 'svg' | 'png'): Promise<void> {
  const name = t('Layers, {0}', afterState(scene.state));
  const data = figureOf(figures(), themeObserver.colours);
  if (format === 'svg') await store.host.request('savePicture', { format, name, data });
  else await store.host.request('savePicture', { format, name, data: await pngOf(data) });
}

async function copyAsPython({ store, scene }: ExportParams): Promise<void> {
  const { stack, state } = scene;
  const look = { ...lookOf(store.view), tab: 'layers' as const, kind: stack.kind, state };
  const chosen = store.chosen.filter(({ row }) => row === store.row).map(({ index }) => index);
  await store.host.request('copyLookAsPython', { look, row: store.row, chosen });
}

async function attempt(store: LensStore, wish: () => Promise<void>): Promise<void> {
  try {
    await wish();
  } catch (error) {
    store.wishes.fail(error);
  }
}
