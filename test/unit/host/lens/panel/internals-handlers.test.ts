import { expect, it } from 'vitest';
import { LensError } from '../../../../../src/common/errors/lens-error';
import { CancellationSource } from '../../../../../src/common/rpc/cancellation';
import { internalsHandlers } from '../../../../../src/host/lens/panel/internals-handlers';
import type { OpenEngine } from '../../../../../src/host/lens/run/engine-access';
import { typedText } from '../../../../../src/host/lens/source/read-text';
import { fakeEngine, runOf, runRow } from '../../fakes';
import { sessionOn } from '../session-on';

const context = { signal: new CancellationSource(), progress: () => undefined };

async function handlersOn(engine: OpenEngine) {
  const { session } = sessionOn(engine);
  session.submit(typedText('one', null));
  await session.whenIdle();
  return internalsHandlers(() => session.outcome);
}

it('hands a question to the process that made the run, which is spared when nobody waits any more', async () => {
  const asked: unknown[] = [];
  const engine: OpenEngine = {
    ...fakeEngine(() => undefined),
    request: (method, params, options) => {
      if (method === 'run') return Promise.resolve(runOf([runRow()]));
      asked.push([method, params, options?.spare, options?.signal]);
      return Promise.resolve('the answer') as never;
    },
  };
  const { neuron } = await handlersOn(engine);
  const params = { runId: 1, row: 0, kind: 'self', layer: 0, head: 0, query: 1, key: 2 } as const;
  expect(await neuron(params, context)).toBe('the answer');
  expect(asked).toEqual([['neuron', params, true, context.signal]]);
});

it('drops questions about a run that a newer one has replaced: nobody waits for them', async () => {
  const handlers = await handlersOn(fakeEngine(() => runOf([runRow()], { runId: 7 })));
  await expect(handlers.internals({ runId: 6, row: 0 }, context)).rejects.toMatchObject({ code: 'cancelled' });
});

it('says plainly that there is no result, and why a process that ended cannot answer', async () => {
  const none = internalsHandlers(() => null);
  await expect(none.internals({ runId: 1, row: 0 }, context)).rejects.toThrow('There is no result to ask about.');
  const gone = await handlersOn(
    fakeEngine((method) => {
      if (method === 'run') return runOf([runRow()]);
      throw new LensError('gone', 'The engine was unloaded.');
    }),
  );
  await expect(gone.internals({ runId: 1, row: 0 }, context)).rejects.toMatchObject({
    code: 'gone',
    message: 'The engine was unloaded.',
  });
});
