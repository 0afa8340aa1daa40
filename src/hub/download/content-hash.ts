import { createHash, type Hash } from 'node:crypto';
import type { TreeFile } from '../api/hub-client';

/**
 * The name of a file's blob in the cache, which is the hash of its content: the sha256 for files in LFS, for others the
 * hash that git gives them. It is the file's ETag on the Hub.
 */
export function blobName({ sha256, oid }: TreeFile): string {
  return sha256 ?? oid;
}

/** A hash to which the content of a file is fed from its first byte on; its hex digest should be {@link blobName}. */
export function contentHash({ sha256, bytes }: TreeFile): Hash {
  // git hashes a file together with its length: https://git-scm.com/book/en/v2/Git-Internals-Git-Objects
  return sha256 === null ? createHash('sha1').update(`blob ${bytes}\0`) : createHash('sha256');
}
