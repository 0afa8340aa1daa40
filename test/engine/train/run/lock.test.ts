import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { describe, expect, it, vi } from 'vitest';
import { RunFolderLock } from '../../../../src/engine/train/run/lock';
import { temporaryFolder } from '../../support/fixtures';

const lockFile = (folder: string): string => join(folder, 'lock.json');

function writeLock(folder: string, changes: Record<string, unknown> = {}): void {
  const now = Date.now();
  const lock = { pid: process.ppid, host: hostname(), started: now - 1000, heartbeat: now, ...changes };
  writeFileSync(lockFile(folder), JSON.stringify(lock));
}

/** The pid of a process that has ended. */
function deadPid(): number {
  return spawnSync(process.execPath, ['-e', '']).pid;
}

describe('the lock of a run folder', () => {
  it('is one process at a time, and free again afterwards', async () => {
    const folder = temporaryFolder();
    const lock = await RunFolderLock.take(folder);
    expect(JSON.parse(readFileSync(lockFile(folder), 'utf8'))).toMatchObject({ pid: process.pid, host: hostname() });
    await expect(RunFolderLock.take(folder)).rejects.toMatchObject({ code: 'usage' });
    await lock.release();
    expect(existsSync(lockFile(folder))).toBe(false);
    await (await RunFolderLock.take(folder)).release();
  });

  it('goes to exactly one of several that start at once, also over a dead one', async () => {
    for (let round = 0; round < 20; round++) {
      const folder = temporaryFolder();
      if (round % 2 === 1) writeLock(folder, { pid: process.ppid, heartbeat: Date.now() - 60_000 });
      const results = await Promise.allSettled(Array.from({ length: 12 }, () => RunFolderLock.take(folder)));
      const taken = results.filter((result) => result.status === 'fulfilled');
      expect(taken).toHaveLength(1);
      await taken[0]?.value.check();
      await taken[0]?.value.release();
      expect(readdirSync(folder)).toEqual([]);
    }
  });

  it('is taken over from a process that has ended, or whose heartbeat has', async () => {
    for (const dead of [
      { pid: deadPid() },
      { heartbeat: Date.now() - 60_000 },
      { heartbeat: Date.now() + 3_600_000 },
    ]) {
      const folder = temporaryFolder();
      writeLock(folder, dead);
      await (await RunFolderLock.take(folder)).release();
    }
    const folder = temporaryFolder();
    writeFileSync(lockFile(folder), '{"pid": 1');
    await (await RunFolderLock.take(folder)).release();
  });

  it('holds for a process of another machine as long as its heart beats', async () => {
    const folder = temporaryFolder();
    writeLock(folder, { host: 'elsewhere', pid: deadPid() });
    await expect(RunFolderLock.take(folder)).rejects.toThrow('elsewhere');
  });

  it('is kept alive while a step holds this thread up', async () => {
    const folder = temporaryFolder();
    const lock = await RunFolderLock.take(folder, 20);
    const heartbeat = (): number =>
      (JSON.parse(readFileSync(lockFile(folder), 'utf8')) as { heartbeat: number }).heartbeat;
    const first = heartbeat();
    const asleep = new Int32Array(new SharedArrayBuffer(4));
    for (let waited = 0; waited < 40_000 && heartbeat() === first; waited += 50) Atomics.wait(asleep, 0, 0, 50);
    expect(heartbeat()).toBeGreaterThan(first);
    await lock.release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is noticed to be lost by its heartbeat', async () => {
    const folder = temporaryFolder();
    const lock = await RunFolderLock.take(folder, 20);
    writeLock(folder, { pid: process.ppid });
    await vi.waitFor(() => expect(() => lock.keep()).toThrow('taken this run over'), { timeout: 10_000 });
    await lock.release();
    expect(existsSync(lockFile(folder))).toBe(true);
  });

  it('is noticed to be lost, and then left alone', async () => {
    const folder = temporaryFolder();
    const lock = await RunFolderLock.take(folder);
    await lock.check();
    writeLock(folder, { pid: process.ppid });
    await expect(lock.check()).rejects.toMatchObject({ code: 'gone' });
    await lock.release();
    expect(existsSync(lockFile(folder))).toBe(true);
  });
});
