import type { FileHandle } from 'node:fs/promises';
import { parquetMetadata, type FileMetaData } from 'hyparquet';
import { checkMetadata } from './guard/check-metadata';
import { checkThrift } from './guard/check-thrift';
import { brokenParquet, maxFooterBytes } from './guard/limits';

const magic = 'PAR1';
const tailBytes = 8;

/** Reads the footer of a Parquet file and checks it. @throws LensError `bad-file` */
export async function readMetadata(file: FileHandle, size: number): Promise<FileMetaData> {
  if (size < magic.length + tailBytes) throw brokenParquet('it is too short');
  const tail = await bytesAt(file, size - tailBytes, tailBytes);
  if (tail.toString('latin1', 4) !== magic) throw brokenParquet('it does not end as Parquet files do');
  const length = tail.readUInt32LE(0);
  if (length > maxFooterBytes || length > size - tailBytes - magic.length) {
    throw brokenParquet(`its metadata says that it has ${length} bytes`);
  }
  const footer = await bytesAt(file, size - tailBytes - length, length + tailBytes);
  if (checkThrift(footer, 0) > length) throw brokenParquet('its metadata is longer than it says');
  const metadata = parquetMetadata(footer, { geoparquet: false });
  checkMetadata(metadata, size);
  return metadata;
}

async function bytesAt(file: FileHandle, start: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  const { bytesRead } = await file.read(bytes, 0, length, start);
  if (bytesRead < length) throw brokenParquet('it ends too early');
  return bytes;
}
