import { t } from '@vscode/l10n';
import type { AttentionGrid } from '../../../../src/common/contracts/internals/attention';
import type { AttentionStack } from '../../../../src/common/contracts/internals/stacks';
import type { ColourTable } from '../../../shared/colour/colour-table';
import type { CellFacts } from '../../../shared/heatmap/heatmap-data';
import { headMeasures, headName, headTitle } from '../head-words';
import type { GridCell } from './grid-layout';
import type { GridPicture } from './paint-grid';
import type { ShownGrid } from './shown-grid';
import { ThumbnailPainter, thumbnailsOf } from './thumbnails';

/** What the grid shows: thumbnails of the heads, and in the last column means or the rollout up to each layer. */
export interface GridContent {
  readonly stack: AttentionStack;
  readonly grid: ShownGrid;
  readonly rollout: AttentionGrid | null;
  /** The row of the batch, for names. */
  readonly row: number;
}

/** What is said of a thumbnail. */
export function gridFacts({ stack, grid, rollout, row }: GridContent, { layer, head }: GridCell): CellFacts {
  const at = layer * grid.heads + (head ?? 0);
  const isRollout = head === null && rollout !== null;
  return {
    what: isRollout ? t('Rollout up to layer {0}', layer) : headTitle(layer, head),
    value: '',
    detail: detailOf(grid, layer, head === null ? '' : headMeasures(grid.entropy[at], grid.distance[at])),
    name: isRollout ? '' : headName(stack, row, layer, head),
  };
}

function detailOf({ known }: ShownGrid, layer: number, measures: string): string {
  return known.has(layer) ? measures : t('not computed yet');
}

/** The painters of the grid's thumbnails: made once for an answer and a theme. */
export class GridPainters {
  #heads: ThumbnailPainter | null = null;
  #last: ThumbnailPainter | null = null;

  /** The painter of heads, and how the last column is painted. */
  get({ grid, rollout }: GridContent, table: ColourTable): Pick<GridPicture, 'heads' | 'last'> {
    this.#heads = painterOf(this.#heads, grid, table);
    this.#last = rollout ? painterOf(this.#last, rollout, table) : null;
    const last = rollout && this.#last;
    return {
      heads: this.#heads,
      last: last
        ? { painter: last, column: rollout.heads, label: t('rollout') }
        : { painter: this.#heads, column: grid.heads, label: t('mean') },
    };
  }
}

function painterOf(made: ThumbnailPainter | null, grid: AttentionGrid, table: ColourTable): ThumbnailPainter {
  if (made?.source.bytes === grid.thumbnails && made.table === table) return made;
  return new ThumbnailPainter(thumbnailsOf(grid), table);
}
