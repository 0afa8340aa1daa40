import type { Locator } from 'playwright-core';

/** What `lens-heatmap` says of itself. */
interface Heatmap {
  readonly layout: { readonly plot: { x: number; y: number; width: number; height: number } } | null;
  readonly view: { readonly row: number; readonly rows: number; readonly column: number; readonly columns: number };
}

/** The middle of a cell of a heatmap, in the heatmap's own pixels. */
export async function cellPoint(heatmap: Locator, row: number, column: number): Promise<{ x: number; y: number }> {
  return heatmap.evaluate(
    (element, [atRow, atColumn]) => {
      const { layout, view } = element as unknown as Heatmap;
      if (!layout) throw new Error('The heatmap was not drawn.');
      const { plot } = layout;
      return {
        x: plot.x + ((atColumn + 0.5 - view.column) * plot.width) / view.columns,
        y: plot.y + ((atRow + 0.5 - view.row) * plot.height) / view.rows,
      };
    },
    [row, column] as const,
  );
}

/** Clicks the middle of a cell. */
export async function clickCell(
  heatmap: Locator,
  row: number,
  column: number,
  modifiers: 'Control'[] = [],
): Promise<void> {
  await heatmap.locator('.picture').click({ position: await cellPoint(heatmap, row, column), modifiers });
}
