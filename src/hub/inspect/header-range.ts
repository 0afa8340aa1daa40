import type { RepoFile } from '../../common/contracts/hub/repo';
import type { HubClient } from '../api/hub-client';

/** What reads the files of a model: of the Hub, or of a folder. */
export type FileReader = Pick<HubClient, 'readText' | 'readRange'>;

/** Where a model lies. */
export interface Commit {
  readonly client: FileReader;
  readonly id: string;
  readonly commit: string;
  readonly signal: AbortSignal | undefined;
}

/** The bytes before the header of a safetensors file: its length as a 64-bit little-endian number. */
const lengthBytes = 8;
/** What is asked for first: the headers of most models are in it whole. */
const firstBytes = 64_000;
/** The format allows 100 MB; the largest headers of real files have a few. */
export const maxHeaderBytes = 25_000_000;

/**
 * The header of a safetensors file of the Hub, `8 + N` bytes, in one request or two. Where the file announces more than a
 * header can have, or ends before it, the bytes that were read are given as they are: whoever reads them sees that.
 * @throws LensError as the client does
 */
export async function readHeader(
  { client, id, commit, signal }: Commit,
  file: RepoFile,
): Promise<Uint8Array<ArrayBuffer>> {
  const read = (start: number, end: number): Promise<Uint8Array> =>
    client.readRange(id, commit, file.path, start, end, signal);
  const first = await read(0, Math.min(firstBytes, Math.max(file.bytes, 1)));
  const end = headerEnd(first);
  if (end === null || end > file.bytes || end > maxHeaderBytes) return first.slice();
  if (end <= first.length) return first.slice(0, end);
  const rest = await read(first.length, end);
  const header = new Uint8Array(first.length + rest.length);
  header.set(first);
  header.set(rest, first.length);
  return header;
}

/** Where the header ends according to its first 8 bytes; null when there are fewer. */
function headerEnd(bytes: Uint8Array): number | null {
  if (bytes.length < lengthBytes) return null;
  const length = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true);
  return lengthBytes + Number(length);
}
