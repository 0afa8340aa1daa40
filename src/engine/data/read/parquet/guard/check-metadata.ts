import type { ColumnMetaData, FileMetaData, SchemaElement } from 'hyparquet';
import { brokenParquet, maxColumnValues, maxGroupRows, maxSchemaDepth, maxSchemaElements } from './limits';

/**
 * Checks what a footer says of the file: the schema is a tree, row groups add up, columns lie in the file.
 * @param size of the file
 * @throws LensError `bad-file`
 */
export function checkMetadata(metadata: FileMetaData, size: number): void {
  const { schema, row_groups: groups } = metadata;
  if (schema.length === 0 || schema.length > maxSchemaElements) throw brokenParquet('its schema is empty or endless');
  if (checkTree(schema, 0, 0) !== schema.length) throw brokenParquet('its schema is no tree');
  let rows = 0;
  for (const group of groups) {
    const count = Number(group.num_rows);
    if (!(count >= 0 && count <= maxGroupRows)) throw brokenParquet(`a row group says that it has ${count} rows`);
    rows += count;
    for (const { meta_data: column, file_path: elsewhere } of group.columns) {
      if (column === undefined || elsewhere) throw brokenParquet('a column lies in another file');
      checkColumn(column, size);
    }
  }
  if (rows !== Number(metadata.num_rows)) throw brokenParquet('its row groups have other rows than it says');
}

/** @returns the index behind the element and what is below it */
function checkTree(schema: readonly SchemaElement[], index: number, depth: number): number {
  const element = schema[index];
  if (element === undefined || depth > maxSchemaDepth) throw brokenParquet('its schema is no tree');
  const children = element.num_children ?? 0;
  if (children < 0 || children > schema.length) throw brokenParquet('its schema is no tree');
  let next = index + 1;
  for (let child = 0; child < children; child += 1) next = checkTree(schema, next, depth + 1);
  return next;
}

function checkColumn(column: ColumnMetaData, size: number): void {
  const { start, end } = rangeOf(column);
  const values = Number(column.num_values);
  if (!(start >= 4 && end >= start && end <= size)) throw brokenParquet('a column lies outside of the file');
  if (!(values >= 0 && values <= maxColumnValues)) throw brokenParquet(`a column says that it has ${values} values`);
}

/** Where the pages of a column lie; a dictionary comes before them. */
export function rangeOf(column: ColumnMetaData): { readonly start: number; readonly end: number } {
  const dictionary = Number(column.dictionary_page_offset ?? 0);
  const data = Number(column.data_page_offset);
  const start = dictionary > 0 ? Math.min(dictionary, data) : data;
  return { start, end: start + Number(column.total_compressed_size) };
}
