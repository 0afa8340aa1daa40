import type { FileHandle } from 'node:fs/promises';
import type { FileMetaData, RowGroup, SchemaTree } from 'hyparquet';
import { assembleNested } from 'hyparquet/src/assemble.js';
import { parquetSchema } from 'hyparquet';
import { getTreePath } from 'hyparquet/src/schema.js';
import type { CancellationSignal } from '../../../../common/rpc/cancellation';
import { parsers } from './cells';
import { rangeOf } from './guard/check-metadata';
import { brokenParquet } from './guard/limits';
import { readColumn } from './pages/read-column';

export interface GroupOptions {
  readonly signal: CancellationSignal;
  /** Indices of the columns that are wanted. */
  readonly columns: readonly number[];
  /** Rows that are enough; Infinity for all. */
  readonly rows: number;
}

/** The top columns of a schema, in its order. */
export function topColumns(metadata: FileMetaData): SchemaTree[] {
  return parquetSchema(metadata).children;
}

/** Values by column of a row group; at least `rows` of each where there are so many. @throws LensError */
export async function readGroup(
  file: FileHandle,
  metadata: FileMetaData,
  group: RowGroup,
  { signal, columns, rows }: GroupOptions,
): Promise<ReadonlyMap<number, ArrayLike<unknown>>> {
  const root = parquetSchema(metadata);
  const values = new Map<number, ArrayLike<unknown>>();
  const count = Math.min(Number(group.num_rows), rows);
  for (const index of columns) {
    const top = root.children[index];
    if (top === undefined) continue;
    const parts = new Map<string, unknown[]>();
    for (const { meta_data: meta } of group.columns) {
      if (meta === undefined || meta.path_in_schema[0] !== top.element.name) continue;
      const path = getTreePath(root, meta.path_in_schema);
      const part = await readColumn(file, { meta, path, ...rangeOf(meta), parsers }, count, signal);
      parts.set(meta.path_in_schema.join('.'), part);
    }
    values.set(index, assembled(top, parts, count));
  }
  return values;
}

function assembled(top: SchemaTree, parts: Map<string, unknown[]>, count: number): ArrayLike<unknown> {
  if (top.children.length > 0) {
    // Pages of the parts of a structure end at different rows.
    for (const [name, part] of parts) parts.set(name, part.slice(0, count));
    assembleNested(parts as Parameters<typeof assembleNested>[0], top, parsers);
  }
  const values = parts.get(top.path.join('.'));
  if (values === undefined || values.length < count) throw brokenParquet('a column has fewer values than rows');
  return values;
}
