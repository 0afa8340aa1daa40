import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { RepoFacts } from '../../../../src/common/contracts/hub/assessment';
import type { RepoFile } from '../../../../src/common/contracts/hub/repo';

/** Memory that a large machine has free. */
export const plenty = 64e9;

/** What the Hub would tell of a folder: files, config, index, and headers of the weights. */
export function factsOfFolder(folder: string, memoryBytes = plenty): RepoFacts {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => ({ path: name.replaceAll('\\', '/'), stats: statSync(join(folder, name)) }))
    .filter(({ path, stats }) => stats.isFile() && !path.startsWith('golden.'))
    .map(({ path, stats }) => ({ path, bytes: stats.size }));
  return {
    config: textOf(join(folder, 'config.json')),
    files,
    index: textOf(join(folder, 'model.safetensors.index.json')),
    headers: files.filter(({ path }) => path.endsWith('.safetensors')).map((file) => headerOf(folder, file)),
    memoryBytes,
  };
}

function textOf(path: string): string | null {
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
}

function headerOf(folder: string, { path, bytes }: RepoFile): RepoFacts['headers'][number] {
  const content = readFileSync(join(folder, path));
  const length = content.length < 8 ? 0 : Number(content.readBigUInt64LE(0));
  return { path, fileBytes: bytes, header: Uint8Array.from(content.subarray(0, 8 + length)) };
}
