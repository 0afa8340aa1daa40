import { t } from '@vscode/l10n';
import type { HeatmapAxis, HeatmapValues } from '../../../shared/heatmap/heatmap-data';
import { noValues } from '../../../shared/heatmap/heatmap-data';
import type { Scene } from '../scene/scene';

/** The layers as rows of a picture; `short` where there is no room but for their numbers. */
export function layerAxis(layers: number, short: boolean): HeatmapAxis {
  const label = (layer: number): string => (short ? String(layer) : t('layer {0}', layer));
  return { count: layers, label, mono: false, dim: () => true };
}

/** What the chosen tokens attend to in each layer, mean over heads; without a choice the mean of all tokens. */
export function throughLayers({ profile, looked, keys, summed, chosen }: Scene): HeatmapValues {
  const { layers } = looked.stack;
  if (profile?.throughLayers.length !== layers * keys.count) return noValues;
  const by = chosen.length > 0 ? 1 : summed;
  return { kind: 'all', values: by === 1 ? profile.throughLayers : profile.throughLayers.map((value) => value / by) };
}

/** Names of the chosen tokens: `excited`, `excited + learn`, `excited + 3 more`. */
export function chosenNames({ chosen, queries }: Pick<Scene, 'chosen' | 'queries'>): string {
  return namesOf(chosen, queries);
}

/** The same of other entries. */
export function namesOf(entries: readonly number[], { label }: Pick<HeatmapAxis, 'label'>): string {
  const names = entries.slice(0, 2).map((entry) => label(entry));
  if (entries.length > 2) names.splice(1, 1, t('{0} more', entries.length - 1));
  return names.join(' + ');
}
