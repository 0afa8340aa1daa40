import { t } from '@vscode/l10n';
import type { AttentionGrid, Matrix } from '../../../src/common/contracts/internals/attention';
import type { AttentionStack } from '../../../src/common/contracts/internals/stacks';
import { formatFixed } from '../../shared/format/numbers';

/** `Layer 3, head 7`, `Layer 3, mean`. */
export function headTitle(layer: number, head: number | null): string {
  return head === null ? t('Layer {0}, mean', layer) : t('Layer {0}, head {1}', layer, head);
}

/** `entropy 2.10 bits, distance 2.51`; what there is no number of is left out. */
export function headMeasures(entropy: number | undefined, distance: number | undefined): string {
  const words = [
    isNumber(entropy) ? t('entropy {0} bits', formatFixed(entropy, 2)) : '',
    isNumber(distance) ? t('distance {0}', formatFixed(distance, 2)) : '',
  ];
  return words.filter((word) => word !== '').join(', ');
}

/** A head's weights by their name in `transformers`: `attentions[3][0, 7]`. */
export function headName({ name }: AttentionStack, row: number, layer: number, head: number | null): string {
  return head === null ? `${name}[${layer}][${row}].mean(0)` : `${name}[${layer}][${row}, ${head}]`;
}

function isNumber(value: number | undefined): value is number {
  return value !== undefined && !Number.isNaN(value);
}

/** What a matrix is: `Layer 3, head 7`, `Layer 3, mean of 12 heads`, `Mean of all layers and heads`, `Rollout up to layer 3`. */
export function matrixTitle({ of, layer, head }: Matrix, { heads }: AttentionStack): string {
  if (of === 'rollout') return layer === null ? t('Rollout through all layers') : t('Rollout up to layer {0}', layer);
  if (layer === null) return t('Mean of all layers and heads');
  return head === null ? t('Layer {0}, mean of {1} heads', layer, heads) : headTitle(layer, head);
}

/** What is measured of the head on show; empty of means and rollout. */
export function matrixMeasures({ matrix: { layer, head }, looked, grid }: Shown): string {
  if (layer === null || head === null) return '';
  const at = layer * looked.stack.heads + head;
  return headMeasures(grid.entropy[at], grid.distance[at]);
}

interface Shown {
  readonly matrix: Matrix;
  readonly looked: { readonly stack: AttentionStack };
  readonly grid: Pick<AttentionGrid, 'entropy' | 'distance'>;
}

/** `6 layers × 12 heads`. */
export function headsExplained({ layers, heads }: AttentionStack): string {
  const of = (count: number, one: string, many: string): string => (count === 1 ? one : many);
  return `${of(layers, t('1 layer'), t('{0} layers', layers))} × ${of(heads, t('1 head'), t('{0} heads', heads))}`;
}

/** The same within a sentence: `layer 3 head 7`. */
export function matrixWords({ of, layer, head }: Matrix): string {
  if (of === 'rollout') return layer === null ? t('rollout through all layers') : t('rollout up to layer {0}', layer);
  if (layer === null) return t('mean of all layers');
  return head === null ? t('layer {0}, mean of the heads', layer) : t('layer {0} head {1}', layer, head);
}
