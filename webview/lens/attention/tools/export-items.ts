import { t } from '@vscode/l10n';
import type { Exported } from '../../../../src/common/contracts/internals/export';
import type { MenuItem } from '../../../shared/elements/menu-button';
import { pngOf } from '../../../shared/export/png';
import type { LensStore } from '../../store/lens-store';
import { lookOf } from '../../store/view-state';
import { matrixTitle } from '../head-words';
import type { Scene } from '../scene/scene';
import { attentionFigure, type Pictures } from './figures';

export interface ExportParams {
  readonly store: LensStore;
  readonly scene: Scene;
  /** What is on show. */
  readonly pictures: () => Pictures;
}

/** What can be taken home: the picture on show, its numbers, everything, and the Python that computes it. */
export function exportItems(params: ExportParams): MenuItem[] {
  const { store, scene } = params;
  const { matrix } = scene.asked;
  const numbers = (what: Exported) => () => void attempt(store, exportNumbers(params, what));
  return [
    { label: t('Picture as SVG'), run: () => void attempt(store, savePicture(params, 'svg')) },
    { label: t('Picture as PNG'), run: () => void attempt(store, savePicture(params, 'png')) },
    { label: t('Weights as CSV'), run: numbers({ of: 'matrix', matrix, format: 'csv' }), separated: true },
    { label: t('Weights as JSON'), run: numbers({ of: 'matrix', matrix, format: 'json' }) },
    { label: t('Weights as safetensors'), run: numbers({ of: 'matrix', matrix, format: 'safetensors' }) },
    { label: t('Everything as safetensors'), run: numbers({ of: 'everything', format: 'safetensors' }) },
    { label: t('Copy as Python'), run: () => void attempt(store, copyAsPython(params)), separated: true },
  ];
}

async function exportNumbers({ store, scene }: ExportParams, what: Exported): Promise<void> {
  const { runId, row, axis } = scene.asked;
  await store.host.request('exportNumbers', { runId, row, what, axis });
}

async function savePicture({ store, scene, pictures }: ExportParams, format: 'svg' | 'png'): Promise<void> {
  const svg = attentionFigure(store, scene, pictures());
  const name = matrixTitle(scene.matrix, scene.looked.stack);
  if (format === 'svg') await store.host.request('savePicture', { format, name, data: svg });
  else await store.host.request('savePicture', { format, name, data: await pngOf(svg) });
}

async function copyAsPython({ store, scene }: ExportParams): Promise<void> {
  const { stack, mode, layer, head, allLayers } = scene.looked;
  const { kind, queries, keys } = stack;
  const of = mode === 'rollout' ? 'rollout' : 'weights';
  const chosen = store.chosen.filter(({ row }) => row === store.row).map(({ index }) => index);
  const isInput = queries === 'input' || keys === 'input';
  await store.host.request('copyLookAsPython', {
    // What is remembered may be of a model that had more.
    look: { ...lookOf(store.view), kind, of, layer, head, allLayers },
    row: store.row,
    chosen: isInput ? chosen : [],
  });
}

async function attempt(store: LensStore, wish: Promise<void>): Promise<void> {
  try {
    await wish;
  } catch (error) {
    store.wishes.fail(error);
  }
}
