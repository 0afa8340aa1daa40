import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What marks a folder that backups leave out: https://bford.info/cachedir/ */
const tag = `Signature: 8a477f597d28d172789f06886806bc55
# This file is a cache directory tag created by huggingface_hub.
# For information about cache directory tags, see:
#	https://bford.info/cachedir/
`;

/** It is there already, or the cache is one that may only be read or of which only some models may be written. */
const bearable = new Set(['EEXIST', 'EACCES', 'EPERM', 'EROFS']);

/** Makes the folder of the Hub's cache with its tag, where it is not there yet. The cache is as good without the tag. */
export async function makeCacheFolder(cache: string): Promise<void> {
  await mkdir(cache, { recursive: true });
  await writeFile(join(cache, 'CACHEDIR.TAG'), tag, { flag: 'wx' }).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && bearable.has(String(error.code)))) throw error;
  });
}
