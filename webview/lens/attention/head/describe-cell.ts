import { t } from '@vscode/l10n';
import { shortNumber } from '../../../shared/colour/scale';
import type { Cell, CellFacts, CellValue } from '../../../shared/heatmap/heatmap-data';
import { formatCount, formatFixed } from '../../../shared/format/numbers';
import { tokensOfEntry } from '../../internals/axis/axis-entries';
import { rankOf } from '../axis/row-facts';
import { isVisible, type Scene } from '../scene/scene';

/** What is said of a weight: `excited → transform`, `0.3565`, `rank 2 of 10`, `attentions[3][0, 7, 3, 7]`. */
export function describeCell(scene: Scene, cell: Cell, { value, exact }: CellValue): CellFacts {
  const [query, key] = [scene.queries.label(cell.row), scene.keys.label(cell.column)];
  const what = { what: `${query} → ${key}`, spoken: t('{0} to {1}', query, key) };
  if (!isVisible(scene, cell)) return { ...what, value: '', detail: t('not seen: a later token'), name: '' };
  if (value === null) return { ...what, value: '…', detail: '', name: nameOf(scene, cell) };
  const number = exact ? formatFixed(value) : `≈ ${formatFixed(value, 2)}`;
  return { ...what, value: number, detail: rank(scene, cell), name: nameOf(scene, cell) };
}

function rank(scene: Scene, { row, column }: Cell): string {
  const weights = rowOf(scene, row);
  return weights ? t('rank {0} of {1}', formatCount(rankOf(weights, column)), formatCount(scene.keys.count)) : '';
}

function rowOf({ values, keys, rows }: Scene, row: number): Float32Array | null {
  if (values.kind === 'all') {
    const weights = values.values.subarray(row * keys.count, (row + 1) * keys.count);
    return weights.length === keys.count ? weights : null;
  }
  return rows.find(({ query }) => query === row)?.weights ?? null;
}

/** Only what stands for one token each has a name in `transformers`. */
function nameOf({ looked, matrix, asked, queries, keys }: Scene, { row, column }: Cell): string {
  const [[query, queryEnd], [key, keyEnd]] = [tokensOfEntry(queries.axis, row), tokensOfEntry(keys.axis, column)];
  const { layer, head, of } = matrix;
  if (queryEnd - query > 1 || keyEnd - key > 1 || of === 'rollout' || layer === null) return '';
  const { name } = looked.stack;
  return head === null
    ? `${name}[${layer}][${asked.row}].mean(0)[${query}, ${key}]`
    : `${name}[${layer}][${asked.row}, ${head}, ${query}, ${key}]`;
}

/** Weights that are written into their cells. */
const numberFrom = 0.1;

/** The number inside of a cell; null where it is too small to matter there. */
export function numberInCell(value: number): string | null {
  return value >= numberFrom ? shortNumber(value) : null;
}
