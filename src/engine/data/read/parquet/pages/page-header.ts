import { parquetHeader } from 'hyparquet/src/column.js';
import { checkThrift } from '../guard/check-thrift';
import { brokenParquet, maxPageBytes } from '../guard/limits';

export type PageHeader = ReturnType<typeof parquetHeader>;
export type DataPageHeader = NonNullable<PageHeader['data_page_header']>;
export type DataPageHeaderV2 = NonNullable<PageHeader['data_page_header_v2']>;

/** Far more than a header has, whose statistics may hold long values. */
export const mostHeaderBytes = 1_000_000;

/** A page's header, and where the page begins behind it. @throws LensError `bad-file` */
export function readPageHeader(bytes: Uint8Array): { readonly header: PageHeader; readonly length: number } {
  const length = checkThrift(bytes, 0);
  const header = parquetHeader({ view: new DataView(bytes.buffer, bytes.byteOffset, length), offset: 0 });
  const { compressed_page_size: packed, uncompressed_page_size: whole } = header;
  for (const size of [packed, whole]) {
    if (!Number.isSafeInteger(size) || size < 0 || size > maxPageBytes) {
      throw brokenParquet(`a page says that it has ${size} bytes`);
    }
  }
  return { header, length };
}
