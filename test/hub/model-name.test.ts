import { isAbsolute, join, relative } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LensError } from '../../src/common/errors/lens-error';
import { repoFolderName, repoIdOf } from '../../src/hub/cache/repo-folder';
import { isRepoId, isRevision, parseModelName } from '../../src/hub/names/model-name';

describe('ids of the Hub', () => {
  it.each(['gpt2', 'org/name', 'a', 'Org_1/na-me.v2', `o/${'n'.repeat(96)}`, '_x/_y'])('takes %s', (id) => {
    expect(isRepoId(id)).toBe(true);
    expect(repoIdOf(repoFolderName(id))).toBe(id);
  });

  it.each(
    [
      ['', '..', '../x', 'x/..', 'a/b/c', '/a', 'a/', 'a//b', '-a', 'a-', '.a', 'a.', 'a--b', 'a..b', 'a.git', 'a b'],
      ['a\\b', 'C:\\x', 'café', 'a\n', 'a\0', 'a/%2e%2e', 'n'.repeat(97), 'org/na me', 'a?b', 'a#b'],
    ].flat(),
  )('refuses %j', (id) => {
    expect(isRepoId(id)).toBe(false);
  });
});

describe('revisions', () => {
  it.each(['main', 'refs/pr/1', 'v1.0', 'feature/x-y_z', '0'.repeat(40), 'größe'])('takes %s', (revision) => {
    expect(isRevision(revision)).toBe(true);
  });

  it.each(
    [
      ['', '.', '..', '../x', '../../x', 'a/../b', '/etc/passwd', 'a//b', 'a/', 'a\\..\\b', 'C:x', 'a b', 'a\0', 'a\n'],
      ['.hidden', 'a.lock', 'a..b', 'a^b', 'a~1', 'a?', 'a*', 'a[b', 'a@{b', 'x'.repeat(256)],
    ].flat(),
  )('refuses %j', (revision) => {
    expect(isRevision(revision)).toBe(false);
  });

  it('splits at the first @', () => {
    expect(parseModelName('org/name@refs/pr/2')).toEqual({ id: 'org/name', revision: 'refs/pr/2' });
    expect(parseModelName('gpt2')).toEqual({ id: 'gpt2', revision: null });
  });

  it('never accepts a name that leads out of its folder', () => {
    const hostile = fc.oneof(
      fc.string({ unit: fc.constantFrom('.', '/', '\\', 'a', '-', '@', ':', '~', '\0', ' ') }),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(hostile, (text) => {
        const name = nameOrError(text);
        if (name instanceof LensError) {
          expect(name.code).toBe('usage');
          return;
        }
        for (const path of [repoFolderName(name.id), join('refs', name.revision ?? 'main')]) {
          const inside = relative('/cache', join('/cache', path));
          expect(inside.startsWith('..') || isAbsolute(inside)).toBe(false);
          expect(path).not.toMatch(/[\0\\]/);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

function nameOrError(text: string) {
  try {
    return parseModelName(text);
  } catch (error) {
    if (error instanceof LensError) return error;
    throw error;
  }
}
