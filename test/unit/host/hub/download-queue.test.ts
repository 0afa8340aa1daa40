import { describe, expect, it } from 'vitest';
import { cancelled, LensError } from '../../../../src/common/errors/lens-error';
import type { DownloadRequest } from '../../../../src/host/hub/downloads/download-entry';
import { DownloadQueue, keyOf, type Progress } from '../../../../src/host/hub/downloads/download-queue';
import { settled } from './fakes';

const request = (id: string, more: Partial<DownloadRequest> = {}): DownloadRequest => ({
  id,
  revision: null,
  use: false,
  fresh: true,
  ...more,
});

interface Run {
  readonly request: DownloadRequest;
  readonly signal: AbortSignal;
  readonly progress: (progress: Progress) => void;
  readonly finish: () => Promise<void>;
  readonly fail: (error: Error) => Promise<void>;
}

/** A queue whose downloads a test ends by hand. */
function start() {
  const runs: Run[] = [];
  const discarded: string[] = [];
  const finished: DownloadRequest[] = [];
  const changes: string[] = [];
  const queue = new DownloadQueue({
    run: (asked, signal, progress) =>
      new Promise<void>((resolve, reject) => {
        const fail = async (error: Error): Promise<void> => {
          reject(error);
          await settled();
        };
        const finish = async (): Promise<void> => {
          resolve();
          await settled();
        };
        runs.push({ request: asked, signal, progress, finish, fail });
      }),
    discard: ({ id }) => Promise.resolve(void discarded.push(id)),
    onFinish: (asked) => finished.push(asked),
    onChange: (what) => changes.push(what),
    onFailure: () => undefined,
  });
  const phases = (): Record<string, string> => Object.fromEntries(queue.list.map(({ id, phase }) => [id, phase]));
  const at = (index: number): Run => {
    const run = runs[index];
    if (!run) throw new Error(`There is no run ${index}.`);
    return run;
  };
  return { queue, runs, discarded, finished, changes, phases, at };
}

const half: Progress = { phase: 'running', bytes: 50, totalBytes: 100, speed: 10 };

describe('the queue of downloads', () => {
  it('runs two at a time, in the order in which they were asked for, and lists the latest first', async () => {
    const { queue, runs, phases, at } = start();
    for (const id of ['x/a', 'x/b', 'x/c']) queue.start(request(id));
    expect(phases()).toEqual({ 'x/c': 'waiting', 'x/b': 'running', 'x/a': 'running' });
    expect(queue.list.map(({ key }) => key)).toEqual(['x/c@main', 'x/b@main', 'x/a@main']);
    await at(1).finish();
    expect(phases()).toEqual({ 'x/c': 'running', 'x/b': 'done', 'x/a': 'running' });
    expect(runs.map(({ request: { id } }) => id)).toEqual(['x/a', 'x/b', 'x/c']);
  });

  it('shows progress, and what the model is used for afterwards', async () => {
    const { queue, finished, changes, at } = start();
    queue.start(request('x/a'));
    at(0).progress({ ...half, phase: 'verifying' });
    expect(queue.find('x/a@main')).toMatchObject({ phase: 'verifying', bytes: 50, totalBytes: 100, speed: 10 });
    expect(changes.at(-1)).toBe('progress');
    // Asked for once more, now to be used.
    queue.start(request('x/a', { use: true }));
    await at(0).finish();
    expect(finished).toEqual([request('x/a', { use: true })]);
    expect(queue.find('x/a@main')).toMatchObject({ phase: 'done', bytes: 100, speed: null });
  });

  it('pauses, and goes on only once the work has let go', async () => {
    const { queue, runs, phases, at } = start();
    queue.start(request('x/a'));
    at(0).progress(half);
    queue.pause('x/a@main');
    expect([at(0).signal.aborted, phases()['x/a']]).toEqual([true, 'paused']);
    at(0).progress({ ...half, bytes: 60 });
    expect(queue.find('x/a@main')?.bytes).toBe(50);
    queue.resume('x/a@main');
    expect([phases()['x/a'], runs.length]).toEqual(['waiting', 1]);
    await at(0).fail(cancelled());
    expect([phases()['x/a'], runs.length]).toEqual(['running', 2]);
  });

  it('does not take a turn from others while it is paused', async () => {
    const { queue, phases, at } = start();
    for (const id of ['x/a', 'x/b', 'x/c']) queue.start(request(id));
    queue.pause('x/a@main');
    await at(0).fail(cancelled());
    expect(phases()).toEqual({ 'x/c': 'running', 'x/b': 'running', 'x/a': 'paused' });
  });

  it('cancels: what is there goes once the work has ended', async () => {
    const { queue, discarded, phases, at } = start();
    queue.start(request('x/a'));
    const cancelling = queue.cancel('x/a@main');
    await settled();
    expect([phases(), discarded]).toEqual([{}, []]);
    await at(0).fail(cancelled());
    await cancelling;
    expect(discarded).toEqual(['x/a']);
  });

  it('keeps what is there of a download that was asked for again while it was cancelled', async () => {
    const { queue, discarded, at } = start();
    queue.start(request('x/a'));
    const cancelling = queue.cancel('x/a@main');
    queue.start(request('x/a'));
    await at(0).fail(cancelled());
    await cancelling;
    expect(discarded).toEqual([]);
  });

  it('says why it failed, and tries again; a lost network only pauses', async () => {
    const { queue, at } = start();
    queue.start(request('x/a'));
    await at(0).fail(new LensError('bad-file', 'model.safetensors is not what it should be.', 'Try again.'));
    expect(queue.find('x/a@main')).toMatchObject({
      phase: 'failed',
      error: 'model.safetensors is not what it should be. Try again.',
    });
    queue.start(request('x/a'));
    expect(queue.find('x/a@main')).toMatchObject({ phase: 'running', error: null });
    await at(1).fail(new LensError('offline', 'The Hub cannot be reached.'));
    expect(queue.find('x/a@main')).toMatchObject({ phase: 'paused', error: 'The Hub cannot be reached.' });
  });

  it('takes over what an earlier window left, paused', () => {
    const { queue, runs } = start();
    queue.restore(request('x/a', { revision: 'v1' }), { bytes: 5, totalBytes: 9, error: null });
    queue.restore(request('x/a', { revision: 'v1' }), { bytes: 7, totalBytes: 9, error: null });
    expect(queue.list).toMatchObject([{ key: 'x/a@v1', phase: 'paused', bytes: 5, totalBytes: 9 }]);
    expect([runs.length, queue.unfinished.length]).toEqual([0, 1]);
    queue.resume('x/a@v1');
    expect(runs[0]?.request.revision).toBe('v1');
  });

  it('takes only what is at rest off the list', async () => {
    const { queue, phases, at } = start();
    queue.start(request('x/a'));
    queue.dismiss('x/a@main');
    expect(phases()).toEqual({ 'x/a': 'running' });
    await at(0).finish();
    queue.dismiss('x/a@main');
    queue.dismiss('x/nothing@main');
    expect(phases()).toEqual({});
  });

  it('stops everything with the window, and begins nothing new', async () => {
    const { queue, runs, at } = start();
    for (const id of ['x/a', 'x/b', 'x/c']) queue.start(request(id));
    queue.dispose();
    await at(0).fail(cancelled());
    await at(1).fail(cancelled());
    expect(runs).toHaveLength(2);
    expect(queue.unfinished.map(({ shown }) => shown.phase)).toEqual(['paused', 'paused', 'paused']);
  });
});

it('a download is known by its model and revision', () => {
  expect([keyOf(request('x/a')), keyOf(request('x/a', { revision: 'main' }))]).toEqual(['x/a@main', 'x/a@main']);
  expect(keyOf(request('x/a', { revision: 'refs/pr/1' }))).toBe('x/a@refs/pr/1');
});
