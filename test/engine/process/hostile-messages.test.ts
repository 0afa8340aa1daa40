import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { pack } from '../../../src/common/tensors/pack';

let child: ChildProcess;
let stderr: string;
beforeEach(() => {
  stderr = '';
  child = fork(inject('engineProgram'), [], {
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
});
afterEach(() => child.kill('SIGKILL'));

const request = (id: number, method: string, params: unknown) => ({ type: 'request', id, method, data: pack(params) });

describe('an engine that gets nonsense', () => {
  it('drops it, says so in its log, and goes on', async () => {
    const nonsense = [
      null,
      'text',
      42,
      {},
      [],
      { type: 'request' },
      { type: 'request', id: 'x', method: 'open', data: pack({}) },
      { type: 'cancel', id: 99 },
      { type: 'result', id: 1, data: pack({}) },
      { type: 'notification', method: 'none', data: pack({}) },
      { type: 'notification', method: 'constructor', data: pack({}) },
      { type: 'progress', id: 1, data: { body: { $array: 3 }, arrays: [], buffer: new Uint8Array(0) } },
    ];
    for (const message of nonsense) if (message !== null) child.send(message);
    child.send(request(7, 'memory', {}));
    const [answer] = (await once(child, 'message')) as [unknown];
    expect(answer).toMatchObject({ type: 'result', id: 7 });
    expect(stderr).toContain('Not understood');
    expect(
      stderr
        .trim()
        .split('\n')
        .every((line) => line.startsWith('Not understood: ')),
    ).toBe(true);
  });

  it.each([
    ['toString', {}],
    ['open', { folder: 1 }],
    ['run', { inputs: [], options: {}, predict: true }],
    ['run', { inputs: [{ text: 5, pair: null }] }],
    ['tokens', { runId: -1, row: 0, part: 'input', from: 0, to: 1 }],
    ['tokens', { runId: 1, row: 0, part: 'input', from: 0, to: Infinity }],
    ['vocabulary', { query: 'x'.repeat(2000), limit: 1 }],
  ])('answers %s %j with a failure', async (method, params) => {
    child.send(request(1, method, params));
    const [answer] = (await once(child, 'message')) as [unknown];
    expect(answer).toMatchObject({ type: 'failure', id: 1 });
  });

  it('refuses a packed array outside its buffer', async () => {
    const data = {
      body: { $array: 0 },
      arrays: [{ dtype: 'float32', offset: 8, length: 1e9 }],
      buffer: new Uint8Array(8),
    };
    child.send({ type: 'request', id: 1, method: 'memory', data });
    const [answer] = (await once(child, 'message')) as [unknown];
    expect(answer).toMatchObject({ type: 'failure', id: 1 });
  });

  it('refuses work before a model is open, and a second model', async () => {
    const inputs = [{ text: 'a', pair: null }];
    const options = {
      maxLength: null,
      truncation: 'longest_first',
      truncationSide: null,
      paddingSide: null,
      stride: null,
      addSpecialTokens: true,
    };
    child.send(request(1, 'run', { inputs, options, predict: true }));
    expect((await once(child, 'message'))[0]).toMatchObject({ type: 'failure', id: 1 });
    const open = { folder: '/no/such/folder', weights: null, device: 'cpu', threads: 0 };
    child.send(request(2, 'open', open));
    expect((await once(child, 'message'))[0]).toMatchObject({ type: 'result', id: 2 });
    child.send(request(3, 'open', open));
    expect((await once(child, 'message'))[0]).toMatchObject({ type: 'failure', id: 3 });
  });

  it('ends when its parent lets go', async () => {
    child.send(request(1, 'memory', {}));
    await once(child, 'message');
    child.disconnect();
    expect(await once(child, 'exit')).toEqual([0, null]);
  });
});
