import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { root } from '../../../../tools/vscode/paths.mts';

const commit = '0123456789abcdef0123456789abcdef01234567';

/** A model that the cache is to hold. */
export interface CachedFixture {
  /** Its name on the Hub: `owner/name`. */
  readonly id: string;
  /** Folder in `test/fixtures/models`. */
  readonly fixture: string;
  /** Fields of config.json to change. */
  readonly config?: Readonly<Record<string, unknown>>;
}

/**
 * A cache as Python's huggingface_hub keeps it, in a temporary folder that goes after the tests of the file. Returns the
 * variables that make VS Code and what it starts use it.
 */
export function hubCache(models: readonly CachedFixture[]): { HF_HUB_CACHE: string } {
  const folder = mkdtempSync(join(tmpdir(), 'model-lens-hub-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  for (const model of models) addModel(folder, model);
  return { HF_HUB_CACHE: folder };
}

/** The folder of a model's files in the cache. */
export function snapshotOf({ HF_HUB_CACHE }: { HF_HUB_CACHE: string }, id: string): string {
  return join(HF_HUB_CACHE, repoFolder(id), 'snapshots', commit);
}

function addModel(cache: string, { id, fixture, config }: CachedFixture): void {
  const repo = join(cache, repoFolder(id));
  const snapshot = join(repo, 'snapshots', commit);
  mkdirSync(join(repo, 'refs'), { recursive: true });
  writeFileSync(join(repo, 'refs/main'), commit);
  cpSync(join(root, 'test/fixtures/models', fixture), snapshot, { recursive: true });
  const path = join(snapshot, 'config.json');
  const fields = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
  writeFileSync(path, JSON.stringify({ ...fields, ...config }));
}

function repoFolder(id: string): string {
  return `models--${id.replace('/', '--')}`;
}
