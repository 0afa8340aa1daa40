import { describe, expect, it } from 'vitest';
import { LatestTurn } from '../../../src/engine/process/latest-turn';

/** Work that ends when it is told to. */
function work(log: string[], name: string) {
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  const start = async (): Promise<string> => {
    log.push(`start ${name}`);
    await ended;
    return name;
  };
  return { start, end };
}

describe('turns of the engine', () => {
  it('drops work that waits when newer work comes, and never what has begun', async () => {
    const turns = new LatestTurn();
    const log: string[] = [];
    const [a, b, c] = ['a', 'b', 'c'].map((name) => work(log, name));
    const first = turns.latest(a!.start);
    await expect.poll(() => log).toEqual(['start a']);
    const second = turns.latest(b!.start);
    const third = turns.latest(c!.start);
    await expect(second).rejects.toMatchObject({ code: 'cancelled' });
    a!.end();
    c!.end();
    expect(await first).toBe('a');
    expect(await third).toBe('c');
    expect(log).toEqual(['start a', 'start c']);
  });

  it('drops work that came in the same moment as newer work', async () => {
    const turns = new LatestTurn();
    const first = turns.latest(() => Promise.resolve(1));
    const second = turns.latest(() => Promise.resolve(2));
    await expect(first).rejects.toMatchObject({ code: 'cancelled' });
    expect(await second).toBe(2);
  });

  it('keeps other work, in order, one at a time', async () => {
    const turns = new LatestTurn();
    const log: string[] = [];
    const [a, b] = ['a', 'b'].map((name) => work(log, name));
    const both = [turns.inOrder(a!.start), turns.inOrder(b!.start)];
    await expect.poll(() => log).toEqual(['start a']);
    a!.end();
    await expect.poll(() => log).toEqual(['start a', 'start b']);
    b!.end();
    expect(await Promise.all(both)).toEqual(['a', 'b']);
  });

  it('goes on after work that failed', async () => {
    const turns = new LatestTurn();
    await expect(turns.latest(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(await turns.latest(() => Promise.resolve('fine'))).toBe('fine');
  });

  it('work may let all that waits go first, and goes on behind it', async () => {
    const turns = new LatestTurn();
    const log: string[] = [];
    const say = (name: string) => () => Promise.resolve(void log.push(name));
    const long = turns.inOrder(async () => {
      await turns.giveWay();
      log.push('begins');
      const others = [turns.inOrder(say('a')), turns.latest(say('newest')), turns.inOrder(say('b'))];
      await turns.giveWay();
      log.push('goes on');
      await Promise.all(others);
      await turns.giveWay();
    });
    const last = turns.inOrder(say('last'));
    await Promise.all([long, last]);
    expect(log).toEqual(['last', 'begins', 'newest', 'a', 'b', 'goes on']);
  });
});
