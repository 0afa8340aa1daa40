import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { entriesOf, orNull } from '../files/look';
import { isRevision } from '../names/model-name';

const commitPattern = /^[0-9a-f]{40}$/;
const maxRefDepth = 8;
const maxRefs = 1000;

/** True for a full commit hash, the name of a snapshot folder. */
export function isCommit(text: string): boolean {
  return commitPattern.test(text);
}

/** The commit that `refs/<revision>` of a repository folder names; null when there is no such ref or it is broken. */
export async function readRef(repoFolder: string, revision: string): Promise<string | null> {
  if (!isRevision(revision)) return null;
  const text = await orNull(readStart(join(repoFolder, 'refs', revision)));
  const commit = text?.trim() ?? '';
  return isCommit(commit) ? commit : null;
}

/** Every ref of a repository folder with its commit; names nest (`refs/pr/1`). Broken ones are left out. */
export async function listRefs(repoFolder: string): Promise<Map<string, string>> {
  const refs = new Map<string, string>();
  const visit = async (prefix: string, depth: number): Promise<void> => {
    for (const entry of await entriesOf(join(repoFolder, 'refs', prefix))) {
      if (refs.size >= maxRefs) return;
      const name = prefix === '' ? entry.name : `${prefix}/${entry.name}`;
      if (entry.isDirectory()) {
        if (depth < maxRefDepth) await visit(name, depth + 1);
        continue;
      }
      const commit = await readRef(repoFolder, name);
      if (commit !== null) refs.set(name, commit);
    }
  };
  await visit('', 1);
  return refs;
}

/** The first bytes of a file: a ref holds 40, whatever else lies there is not read whole. */
async function readStart(path: string): Promise<string> {
  const file = await open(path, 'r');
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(64), 0, 64, 0);
    return buffer.toString('latin1', 0, bytesRead);
  } catch (error) {
    // A folder can be opened and not read.
    if (error instanceof Error && 'code' in error && error.code === 'EISDIR') return '';
    throw error;
  } finally {
    await file.close();
  }
}
