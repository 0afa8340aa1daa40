import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { cancelled, LensError } from '../../../common/errors/lens-error';
import type { HubClient, TreeFile } from '../../api/hub-client';
import type { HubAccess } from '../../http/hub-access';
import { blobName, contentHash } from '../content-hash';
import { diskError } from '../disk';
import type { Meter } from '../meter';
import { claimPartial, dropPartials } from './partial';
import { PartialWriter } from './partial-writer';
import { openBody } from './ranged-body';

export interface FetchBlobParams {
  readonly client: HubClient;
  readonly id: string;
  readonly commit: string;
  readonly file: TreeFile;
  /** The folder `blobs` of the model in the cache. */
  readonly blobs: string;
  readonly signal: AbortSignal;
  readonly meter: Meter;
}

/** Tries without a single new byte before it is given up. */
const mostIdleTries = 5;
/** Whole downloads of content that turns out to be wrong. */
const mostWrong = 2;

/**
 * Downloads one file into `blobs/<hash>`: resumed where an earlier try ended, its size and hash verified before it gets
 * its name. What is cut off stays for the next try.
 * @returns the blob's path
 * @throws LensError as `hubFetch` does; `network` when the connection keeps failing, `bad-file` when the content is not
 * what the Hub says it is, `disk`, `cancelled`
 */
export async function fetchBlob(params: FetchBlobParams): Promise<string> {
  const { blobs, file } = params;
  const target = join(blobs, blobName(file));
  const partial = await claimPartial(blobs, blobName(file));
  try {
    await fill(params, partial.path);
    await rename(partial.path, target);
    await dropPartials(blobs, blobName(file));
    return target;
  } catch (error) {
    throw diskError(error, `"${file.path}"`);
  } finally {
    partial.release();
  }
}

/** Writes the file's content to a path, verified. */
async function fill(params: FetchBlobParams, path: string): Promise<void> {
  const { file, meter, signal } = params;
  const writer = await PartialWriter.open(path, {
    startHash: () => contentHash(file),
    most: file.bytes,
    onRead: (bytes) => meter.found(bytes),
    signal,
  });
  let whole = false;
  try {
    for (let wrong = 0; !whole && wrong < mostWrong; wrong++) {
      if (wrong > 0) await startOver(writer, meter);
      await receive(params, writer);
      whole = (await writer.finish()) === blobName(file);
    }
  } finally {
    await writer.close();
  }
  if (whole) return;
  meter.lost(file.bytes);
  await rm(path, { force: true });
  throw damaged(file);
}

/** Receives what is missing, however often the connection is lost, as long as each try brings something. */
async function receive(params: FetchBlobParams, writer: PartialWriter): Promise<void> {
  const { file, signal } = params;
  let most = writer.size;
  for (let idle = 0; writer.size < file.bytes;) {
    if (signal.aborted) throw cancelled();
    const failure = await receiveSome(params, writer);
    // A server that knows no ranges begins anew each time: only what was never there is new.
    idle = writer.size > most ? 0 : idle + 1;
    most = Math.max(most, writer.size);
    if (writer.size >= file.bytes) return;
    if (idle >= mostIdleTries) throw failure ?? cutShort(file);
    await pause(params, idle);
  }
}

/** One request. Gives the failure that ended it early and is worth another try; null for a body that just ended. */
async function receiveSome(params: FetchBlobParams, writer: PartialWriter): Promise<LensError | null> {
  const { client, id, commit, file, signal, meter } = params;
  const { access } = client;
  const url = client.resolveUrl(id, commit, file.path);
  try {
    const body = await openBody({ access, url, id, file, from: writer.size, signal });
    if (body.from !== writer.size) await startOver(writer, meter);
    for await (const chunk of body.chunks) {
      if (writer.size + chunk.length > file.bytes) {
        await startOver(writer, meter);
        return tooLong(file);
      }
      meter.received(chunk.length);
      await writer.append(chunk);
    }
    return null;
  } catch (error) {
    await writer.flush();
    if (mayPass(error, access)) return error;
    throw error;
  }
}

/** True for a failure of the network, also for one that is gone a while; not for the wish to be offline. */
function mayPass(error: unknown, access: HubAccess): error is LensError {
  if (!(error instanceof LensError)) return false;
  return error.code === 'network' || (error.code === 'offline' && !access.offline());
}

async function startOver(writer: PartialWriter, meter: Meter): Promise<void> {
  meter.lost(writer.size);
  await writer.restart();
}

async function pause({ client, signal }: FetchBlobParams, tries: number): Promise<void> {
  const wait = Math.min(8000, 500 * 2 ** tries);
  const { sleep } = client.access;
  // An early end by the signal is seen by the caller.
  await (sleep ? sleep(wait, signal) : setTimeout(wait, undefined, { signal }).catch(() => undefined));
}

function cutShort({ path }: TreeFile): LensError {
  return new LensError(
    'network',
    `The server ends "${path}" too early, again and again.`,
    'Start the download again later: it goes on where it was.',
  );
}

function tooLong({ path, bytes }: TreeFile): LensError {
  return new LensError('network', `The server sends more of "${path}" than its ${bytes} bytes.`, 'Try again later.');
}

function damaged({ path }: TreeFile): LensError {
  return new LensError(
    'bad-file',
    `The content of "${path}" is not what the Hub says it is: its hash is another one.`,
    'Something between here and the Hub changes files, or the Hub has a damaged one. Try again later or from another network.',
  );
}
