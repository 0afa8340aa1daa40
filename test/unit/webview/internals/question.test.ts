import { expect, it, vi } from 'vitest';
import { LensError } from '../../../../src/common/errors/lens-error';
import type { CancellationSignal } from '../../../../src/common/rpc/cancellation';
import { AnswerCache } from '../../../../webview/lens/internals/answer-cache';
import { InternalsQuestion } from '../../../../webview/lens/internals/internals-question';
import type { LensStore } from '../../../../webview/lens/store/lens-store';

interface Asked {
  readonly params: unknown;
  readonly signal: CancellationSignal;
  readonly onProgress: (value: unknown) => void;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** An element with a store whose host answers when the test says so. */
function asking(phase = 'ready') {
  const asked: Asked[] = [];
  const request = (_: string, params: unknown, options: Pick<Asked, 'signal' | 'onProgress'>) =>
    new Promise((resolve, reject) => asked.push({ params, ...options, resolve, reject }));
  const store = { state: { phase }, host: { request } } as unknown as LensStore;
  const requestUpdate = vi.fn();
  const host = () => ({
    store,
    requestUpdate,
    addController: () => undefined,
    removeController: () => undefined,
    updateComplete: Promise.resolve(true),
  });
  return { asked, store, requestUpdate, question: () => new InternalsQuestion(host(), 'hiddenCosines') };
}

const axis = { mergeWords: false, leaveOutSpecial: false };
const at = (state: number, runId = 1) => ({ runId, row: 0, kind: 'self' as const, axis, state, size: 8 });
const answer = (size: number) => ({ values: new Float32Array(size), size, exact: true });
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

it('asks once, and keeps the answer for every element', async () => {
  const { asked, question, requestUpdate } = asking();
  const first = question();
  expect(first.ask(at(3))).toMatchObject({ value: null, waiting: true, progress: null });
  first.ask(at(3));
  expect(asked).toHaveLength(1);
  asked[0]!.resolve(answer(4));
  await settled();
  expect(requestUpdate).toHaveBeenCalled();
  expect(first.ask(at(3)).value?.size).toBe(4);
  expect(question().ask(at(3)).value?.size).toBe(4);
  expect(asked).toHaveLength(1);
});

it('gives up what was asked before, and takes no late answer for the new question', async () => {
  const { asked, question } = asking();
  const one = question();
  one.ask(at(1));
  one.ask(at(2));
  expect(asked[0]!.signal.aborted).toBe(true);
  asked[0]!.resolve(answer(1));
  await settled();
  expect(one.ask(at(2))).toMatchObject({ value: null, waiting: true });
  asked[1]!.resolve(answer(2));
  await settled();
  expect(one.ask(at(2)).value?.size).toBe(2);
});

it('shows the answer before by its own name, but none of another run', async () => {
  const { asked, question } = asking();
  const one = question();
  one.ask(at(1));
  asked[0]!.resolve(answer(1));
  await settled();
  one.ask(at(1));
  expect(one.ask(at(2)).shown).toMatchObject({ params: { state: 1 }, value: { size: 1 } });
  expect(one.ask(at(2, 7)).shown).toBeNull();
});

it('says why it failed, and asks again only when told to', async () => {
  const { asked, question } = asking();
  const one = question();
  one.ask(at(1));
  asked[0]!.reject(new LensError('too-big', 'It needs 9 GB.'));
  await settled();
  expect(one.ask(at(1)).failure).toMatchObject({ code: 'too-big', message: 'It needs 9 GB.' });
  expect(asked).toHaveLength(1);
  one.askAgain();
  expect(one.ask(at(1))).toMatchObject({ failure: null, waiting: true });
  expect(asked).toHaveLength(2);
});

it('says what goes on only once it takes long', () => {
  vi.useFakeTimers();
  try {
    const { asked, question } = asking();
    const one = question();
    one.ask(at(1));
    asked[0]!.onProgress({ message: 'Layer 3 of 12' });
    expect(one.ask(at(1)).progress).toBeNull();
    vi.advanceTimersByTime(300);
    expect(one.ask(at(1)).progress).toBe('Layer 3 of 12');
  } finally {
    vi.useRealTimers();
  }
});

it.each(['stale', 'running'])('asks nothing about a result that is %s', (phase) => {
  const { asked, question } = asking(phase);
  expect(question().ask(at(1))).toMatchObject({ value: null, waiting: false });
  expect(asked).toHaveLength(0);
});

it('forgets the answers unused for longest', () => {
  const cache = new AnswerCache(11_000);
  cache.set('a', answer(1000));
  cache.set('b', answer(1000));
  expect(cache.get('a')).toBeDefined();
  cache.set('c', answer(1000));
  expect([cache.get('a'), cache.get('b'), cache.get('c')].map((value) => value !== undefined)).toEqual([
    true,
    false,
    true,
  ]);
});
