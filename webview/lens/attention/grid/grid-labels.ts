import type { GridPicture, GridView } from './paint-grid';

/** A number of a layer or a head beside the thumbnails, in CSS pixels of the view. `y` is its middle. */
export interface GridLabel {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly align: 'center' | 'right';
}

/** The numbers of what is in view: of heads on top and of layers at the left, or over each head where they flow. */
export function gridLabels(picture: Pick<GridPicture, 'layout' | 'last'>, view: GridView): GridLabel[] {
  const rows = picture.layout.rowsIn(view.top, view.top + view.height);
  return picture.layout.inset.top > 0 ? atEdges(picture, view, rows) : overHeads(picture, view, rows);
}

function atEdges({ layout, last }: Pick<GridPicture, 'layout' | 'last'>, view: GridView, rows: Rows): GridLabel[] {
  const { side, inset, columns } = layout;
  const labels: GridLabel[] = [];
  for (let column = 0; column < columns; column += 1) {
    const { head, x } = layout.cell(column);
    const middle = x + side / 2 - view.left;
    if (middle < inset.left || middle > view.width + side) continue;
    const text = head === null ? (last?.label ?? '') : String(head);
    labels.push({ text, x: middle, y: inset.top / 2, align: 'center' });
  }
  for (let row = rows[0]; row < rows[1]; row += 1) {
    const { layer, y } = layout.cell(row * columns);
    const middle = y + side / 2 - view.top;
    if (middle >= inset.top) labels.push({ text: String(layer), x: inset.left - 8, y: middle, align: 'right' });
  }
  return labels;
}

function overHeads({ layout }: Pick<GridPicture, 'layout'>, view: GridView, rows: Rows): GridLabel[] {
  const labels: GridLabel[] = [];
  for (let index = rows[0] * layout.columns; index < Math.min(layout.count, rows[1] * layout.columns); index += 1) {
    const { layer, head, x, y } = layout.cell(index);
    const text = `${layer}.${head ?? ''}`;
    labels.push({ text, x: x + layout.side / 2 - view.left, y: y - 6 - view.top, align: 'center' });
  }
  return labels;
}

type Rows = readonly [number, number];
