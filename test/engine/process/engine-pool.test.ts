import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { EnginePool, type EngineModel } from '../../../src/host/engine/engine-pool';

let pool: EnginePool;
let memoryShort: boolean;
let exits: string[];
beforeEach(() => {
  memoryShort = false;
  // Its own list: the end of a process of the test before may come late.
  const seen: string[] = [];
  exits = seen;
  pool = new EnginePool({
    modulePath: inject('fakeEngineProgram'),
    log: () => undefined,
    maxProcesses: 2,
    isMemoryShort: () => memoryShort,
  });
  pool.onExit(({ folder }, { expected }) => seen.push(`${folder} ${expected ? 'unloaded' : 'crashed'}`));
});
afterEach(() => pool.dispose());

const model = (folder: string): EngineModel => ({ folder, weights: null, device: 'cpu', threads: 0 });
const pidOf = async (folder: string) => (await pool.get(model(folder))).process.pid;

describe('the pool of engine processes', () => {
  it('has one process a model, however often it is asked for', async () => {
    const [first, second] = await Promise.all([pidOf('a'), pidOf('a')]);
    expect(second).toBe(first);
    expect(await pidOf('b')).not.toBe(first);
    expect((await pool.get({ ...model('a'), device: 'webgpu' })).process.pid).not.toBe(first);
  });

  it('ends the least recently used when there are too many', async () => {
    const a = await pidOf('a');
    await pidOf('b');
    expect(await pidOf('a')).toBe(a);
    await pidOf('c');
    await expect.poll(() => exits).toEqual(['b unloaded']);
    expect(await pidOf('a')).toBe(a);
  });

  it('spares a process that computes', async () => {
    const a = await pool.get(model('a'));
    await pidOf('b');
    const working = a.request('classify', {
      inputs: [{ text: 'x', pair: null }],
      options: {
        maxLength: null,
        truncation: 'longest_first',
        truncationSide: null,
        paddingSide: null,
        stride: null,
        addSpecialTokens: true,
      },
    });
    working.catch(() => undefined);
    await pidOf('c');
    await expect.poll(() => exits).toEqual(['b unloaded']);
  });

  it('gives one back when memory is short', async () => {
    await pidOf('a');
    memoryShort = true;
    await pidOf('b');
    await expect.poll(() => exits).toEqual(['a unloaded']);
  });

  it('starts a new process after a crash', async () => {
    const first = await pool.get(model('a'));
    process.kill(first.process.pid!, 'SIGKILL');
    await expect.poll(() => exits).toEqual(['a crashed']);
    await expect(first.request('memory', {})).rejects.toMatchObject({ code: 'gone' });
    const second = await pool.get(model('a'));
    expect((await second.request('memory', {})).peak).toBe(second.process.pid);
  });

  it('says so when a process dies while it opens, and tries again the next time', async () => {
    await expect(pool.get(model('dies'))).rejects.toMatchObject({ code: 'gone' });
    await expect(pool.get(model('dies'))).rejects.toMatchObject({ code: 'gone' });
    expect(exits).toEqual(['dies crashed', 'dies crashed']);
  });

  it('unloads all models on request, and starts them again', async () => {
    const a = await pool.get(model('a'));
    const b = await pool.get(model('b'));
    expect(pool.releaseAll()).toBe(2);
    await expect.poll(() => [a.process.exit?.expected, b.process.exit?.expected]).toEqual([true, true]);
    expect(pool.releaseAll()).toBe(0);
    expect((await pool.get(model('a'))).process.exit).toBeUndefined();
  });

  it('ends everything when it is disposed', async () => {
    const b = await pool.get(model('b'));
    pool.dispose();
    await expect.poll(() => b.process.exit?.expected).toBe(true);
    await expect(pool.get(model('a'))).rejects.toMatchObject({ code: 'gone' });
  });
});
