import { t } from '@vscode/l10n';
import type { HeatmapAxis } from '../../../shared/heatmap/heatmap-data';

/** What a hidden state is behind: state 0 enters the first layer, state 1 leaves layer 0. */
export function stateName(state: number): string {
  return state === 0 ? t('Embeddings') : t('Layer {0}', state - 1);
}

/** The same within a sentence and on axes: `embeddings`, `layer 3`. */
export function stateWords(state: number): string {
  return state === 0 ? t('embeddings') : t('layer {0}', state - 1);
}

/** The same where there is little room: `emb`, `3`. */
export function stateShort(state: number): string {
  return state === 0 ? t('emb') : String(state - 1);
}

/** "after layer 3", "of the embeddings". */
export function afterState(state: number): string {
  return state === 0 ? t('of the embeddings') : t('after layer {0}', state - 1);
}

/** The states as one side of a heatmap. */
export function stateAxis(states: number, short = false): HeatmapAxis {
  return { count: states, label: short ? stateShort : stateWords, mono: false, dim: () => true };
}
