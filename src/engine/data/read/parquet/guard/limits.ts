import { LensError } from '../../../../../common/errors/lens-error';

/** The footer of a file with thousands of row groups has a few MB. */
export const maxFooterBytes = 64_000_000;
/** A page usually has 1 MB; one with a single large cell has more. */
export const maxPageBytes = 128_000_000;
/** Values of a page, and rows of a row group: writers make 1,048,576 of them at most, unless told otherwise. */
export const maxPageValues = 10_000_000;
export const maxGroupRows = 20_000_000;
/** Values of a column in a row group: more than there are rows where it holds lists. */
export const maxColumnValues = 100_000_000;
export const maxSchemaElements = 20_000;
export const maxSchemaDepth = 16;
/** Bytes that the values of a page may have together after prefixes are shared out. */
export const maxValueBytes = 512_000_000;

/** A Parquet file that lies about itself. */
export function brokenParquet(why: string): LensError {
  return new LensError('bad-file', `The Parquet file is damaged: ${why}.`, 'Write or download it again.');
}
