import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { defaultEncodeOptions } from '../../../src/common/contracts/run';
import { CancellationSource } from '../../../src/common/rpc/cancellation';
import { EngineProcess } from '../../../src/host/engine/engine-process';
import type { EngineExit } from '../../../src/host/engine/exit-reason';

let engine: EngineProcess;
let log: string[];
beforeEach(() => {
  log = [];
  engine = EngineProcess.start({ modulePath: inject('fakeEngineProgram'), log: (line) => log.push(line) });
});
afterEach(() => engine.dispose());

const run = (text: string, signal?: CancellationSource, spare = false) =>
  engine.request(
    'run',
    { inputs: [{ text, pair: null }], options: defaultEncodeOptions, predict: true },
    signal ? { signal, spare } : {},
  );
const ended = () => new Promise<EngineExit>((resolve) => engine.onExit(resolve));

describe('an engine process', () => {
  it('answers', async () => {
    const { resident, peak } = await engine.request('memory', {});
    expect(resident).toBeGreaterThan(1e6);
    expect(peak).toBe(engine.pid);
  });

  it('rejects what is open with a plain sentence when it is killed from outside', async () => {
    const open = run('a');
    await engine.request('memory', {});
    process.kill(engine.pid!, 'SIGKILL');
    await expect(open).rejects.toMatchObject({ code: 'gone' });
    await expect(open).rejects.toThrow(/^The engine stopped unexpectedly: the system ended it, .* memory ran out/);
    expect(engine.exit).toMatchObject({ expected: false });
    await expect(engine.request('memory', {})).rejects.toMatchObject({ code: 'gone' });
    expect(log.join()).toContain('SIGKILL');
  });

  it.each([
    ['abort', /it gave up, .*\(SIGABRT\)/],
    ['exit 137', /memory ran out \(exit code 137\)/],
    ['exit 3', /the log says more \(exit code 3\)/],
    ['disconnect', /exit code 0/],
  ])('says how it ended after %s', async (how, sentence) => {
    await expect(run(how)).rejects.toThrow(sentence);
  });

  it('is killed when it does not notice a cancellation within 300 ms', async () => {
    const source = new CancellationSource();
    await engine.request('memory', {});
    const hanging = run('hang', source);
    const other = run('other');
    const start = performance.now();
    source.abort();
    await expect(hanging).rejects.toMatchObject({ code: 'cancelled' });
    expect(performance.now() - start).toBeLessThan(100);
    await expect(other).rejects.toMatchObject({ code: 'gone' });
    const took = performance.now() - start;
    expect(took).toBeGreaterThan(290);
    expect(took).toBeLessThan(2000);
    expect(engine.exit?.expected).toBe(true);
  });

  it('is spared for what a view no longer wants, and answers the next question', async () => {
    const source = new CancellationSource();
    const busy = run('busy for a second', source, true);
    await new Promise((resolve) => setTimeout(resolve, 100));
    source.abort();
    await expect(busy).rejects.toMatchObject({ code: 'cancelled' });
    expect((await engine.request('memory', {})).peak).toBe(engine.pid);
    expect(engine.exit).toBeUndefined();
  });

  it('lives on when it notices a cancellation', async () => {
    const source = new CancellationSource();
    const waiting = run('waits without computing', source);
    await engine.request('memory', {});
    source.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(engine.exit).toBeUndefined();
    expect((await engine.request('memory', {})).peak).toBe(engine.pid);
  });

  it('ends when it is disposed, as expected', async () => {
    const open = run('a');
    const exit = ended();
    engine.dispose();
    await expect(open).rejects.toMatchObject({ code: 'gone' });
    expect(await exit).toEqual({ expected: true, reason: 'The engine was unloaded.' });
    expect(() => process.kill(engine.pid!, 0)).toThrow('ESRCH');
  });

  it('gets no tokens and none of the Node switches of the host', async () => {
    const secret = 'hf_secret';
    const names = ['HF_TOKEN', 'HUGGING_FACE_HUB_TOKEN', 'OPENAI_API_KEY', 'AWS_SECRET_ACCESS_KEY', 'NPM_TOKEN'];
    for (const name of names) process.env[name] = secret;
    process.env['MODEL_LENS_KEPT'] = 'kept';
    const child = EngineProcess.start({ modulePath: inject('fakeEngineProgram'), log: () => undefined });
    for (const name of [...names, 'MODEL_LENS_KEPT']) Reflect.deleteProperty(process.env, name);
    const inputs = [{ text: 'environment', pair: null }];
    const seen = await child.request('run', { inputs, options: defaultEncodeOptions, predict: false }).catch(String);
    child.dispose();
    expect(seen).toContain('MODEL_LENS_KEPT');
    expect(seen).not.toContain(secret);
    expect(seen).not.toContain('NODE_OPTIONS');
  });

  it('logs what it prints, line by line', async () => {
    void run('talk').catch(() => undefined);
    await engine.request('memory', {});
    await expect.poll(() => log).toEqual(expect.arrayContaining(['one', 'two']));
    engine.dispose();
    await expect.poll(() => log).toContain('three without an end');
  });

  it('carries a text of 10 MB', async () => {
    const text = 'x'.repeat(10_000_000);
    const told: string[] = [];
    const inputs = [{ text, pair: null }];
    const onProgress = ({ message }: { message: string }): number => told.push(message);
    const call = engine.request('run', { inputs, options: defaultEncodeOptions, predict: false }, { onProgress });
    await expect.poll(() => told, { timeout: 10_000 }).toEqual(['10000000']);
    engine.dispose();
    await expect(call).rejects.toMatchObject({ code: 'gone' });
  });

  it('says so when the program is missing', async () => {
    const missing = EngineProcess.start({ modulePath: '/no/such/engine.js', log: () => undefined });
    await expect(missing.request('memory', {})).rejects.toThrow(/The engine stopped unexpectedly/);
  });
});
