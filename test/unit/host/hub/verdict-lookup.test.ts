import { describe, expect, it } from 'vitest';
import type { Verdict } from '../../../../src/common/contracts/hub/assessment';
import { Lru } from '../../../../src/host/hub/assess/lru';
import { VerdictLookup, type RowVerdict } from '../../../../src/host/hub/search/verdict-lookup';
import { foundModel, runs, settled } from './fakes';

describe('Lru', () => {
  it('drops what was not used for the longest time', () => {
    const kept = new Lru<number>(2);
    kept.set('a', 1);
    kept.set('b', 2);
    expect(kept.get('a')).toBe(1);
    kept.set('c', 3);
    expect([kept.get('a'), kept.get('b'), kept.get('c'), kept.size]).toEqual([1, undefined, 3, 2]);
  });

  it('forgets what it is told to', () => {
    const kept = new Lru<number>(9);
    for (const [index, key] of ['a', 'b', 'c'].entries()) kept.set(key, index);
    kept.forget((key, value) => key === 'a' || value === 2);
    expect([kept.get('a'), kept.get('b'), kept.get('c')]).toEqual([undefined, 1, undefined]);
  });
});

/** A judge whose answers a test gives one by one. */
function lookup(verdictOf: (id: string) => Verdict = () => runs) {
  const open = new Map<string, { answer: () => void; signal: AbortSignal }>();
  const asked: string[] = [];
  const found = new Map<string, RowVerdict>();
  const failures: unknown[] = [];
  const verdicts = new VerdictLookup({
    judge: (id, signal) => {
      asked.push(id);
      return new Promise((resolve, reject) => {
        const needed = [
          { path: 'config.json', bytes: 500 },
          { path: 'model.safetensors', bytes: 1000 },
        ];
        const answer = (): void => {
          open.delete(id);
          if (id === 'x/broken') reject(new Error('broken'));
          else resolve({ verdict: verdictOf(id), needed });
        };
        open.set(id, { answer, signal });
      });
    },
    onVerdict: (id, row) => found.set(id, row),
    onFailure: (_doing, error) => failures.push(error),
  });
  const answer = async (...ids: string[]): Promise<void> => {
    for (const id of ids) open.get(id)?.answer();
    await settled();
  };
  return { verdicts, asked, found, failures, open, answer };
}

const models = (...names: string[]) => names.map((name) => foundModel(`x/${name}`));

describe('VerdictLookup', () => {
  it('asks for five at a time, in the order on screen, and tells verdict and size', async () => {
    const { verdicts, asked, found, answer } = lookup();
    verdicts.want(models('a', 'b', 'c', 'd', 'e', 'f', 'g'));
    expect(asked).toEqual(['x/a', 'x/b', 'x/c', 'x/d', 'x/e']);
    await answer('x/c');
    expect(asked.at(-1)).toBe('x/f');
    expect([...found]).toEqual([['x/c', { verdict: runs, bytes: 1500 }]]);
  });

  it('drops those that waited and are no longer on screen', async () => {
    const { verdicts, asked, answer } = lookup();
    verdicts.want(models('a', 'b', 'c', 'd', 'e', 'f', 'g'));
    verdicts.want(models('h', 'a'));
    await answer('x/a', 'x/b', 'x/c', 'x/d', 'x/e');
    expect(asked.slice(5)).toEqual(['x/h']);
  });

  it('never asks twice at once, and keeps what it found', async () => {
    const { verdicts, asked, found, answer } = lookup();
    verdicts.want(models('a'));
    verdicts.want(models('a'));
    expect(asked).toEqual(['x/a']);
    await answer('x/a');
    found.clear();
    verdicts.want(models('a'));
    expect([asked.length, found.get('x/a')?.verdict]).toEqual([1, runs]);
  });

  it('asks anew after a new commit, after forgetting, and for what could not be read', async () => {
    const unknown: Verdict = { state: 'unknown', reason: 'no network' };
    const { verdicts, asked, answer } = lookup((id) => (id === 'x/b' ? unknown : runs));
    verdicts.want(models('a', 'b'));
    await answer('x/a', 'x/b');
    verdicts.want([foundModel('x/a', { lastModified: '2026-01-01T00:00:00.000Z' })]);
    await answer('x/a');
    verdicts.want(models('b'));
    await answer('x/b');
    verdicts.forget('x/a');
    verdicts.want(models('a'));
    expect(asked).toEqual(['x/a', 'x/b', 'x/a', 'x/b', 'x/a']);
  });

  it('asks anew for what was forgotten while it was looked up', async () => {
    const { verdicts, asked, found, answer } = lookup();
    verdicts.want(models('a'));
    verdicts.forget('x/a');
    await answer('x/a');
    expect([asked, found.size]).toEqual([['x/a', 'x/a'], 0]);
    await answer('x/a');
    expect(found.get('x/a')?.verdict).toEqual(runs);
  });

  it('goes on after a failure that nobody foresaw', async () => {
    const { verdicts, asked, failures, answer } = lookup();
    verdicts.want(models('broken', 'b', 'c', 'd', 'e', 'f'));
    await answer('x/broken');
    expect(failures).toHaveLength(1);
    expect(asked.at(-1)).toBe('x/f');
  });

  it('lets go of everything when another search begins', async () => {
    const { verdicts, asked, found, open, answer } = lookup();
    verdicts.want(models('a', 'b', 'c', 'd', 'e', 'f'));
    const { signal } = open.get('x/a') ?? {};
    verdicts.stop();
    expect(signal?.aborted).toBe(true);
    await answer('x/a', 'x/b');
    expect([asked.length, found.size]).toEqual([5, 0]);
    verdicts.want(models('g'));
    expect(asked.at(-1)).toBe('x/g');
  });
});
