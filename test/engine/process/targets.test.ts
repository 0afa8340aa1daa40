import { join } from 'node:path';
import { afterEach, expect, inject, test } from 'vitest';
import { defaultEncodeOptions, type RunInput } from '../../../src/common/contracts/run';
import { EnginePool, type Engine } from '../../../src/host/engine/engine-pool';
import { otherSettings } from '../models/support/golden';
import { modelFixture } from '../support/fixtures';

let pool: EnginePool | undefined;
afterEach(() => pool?.dispose());

function open(folder: string): Promise<Engine> {
  pool = new EnginePool({
    modulePath: inject('engineProgram'),
    log: () => undefined,
    maxProcesses: 1,
    isMemoryShort: () => false,
  });
  return pool.get({ folder, weights: null, device: 'cpu', threads: 1 });
}

const run = (engine: Engine, inputs: RunInput[], predict = false) =>
  engine.request('run', { inputs, options: defaultEncodeOptions, predict });

test('a run of an encoder-decoder says what its decoder is given', async () => {
  const engine = await open(modelFixture('t5-conditional-generation'));
  const { runId, rows } = await run(engine, [
    { text: 'It rained.', pair: null, target: 'Es.' },
    { text: 'The soup is good.', pair: null },
  ]);
  expect(rows.map(({ target }) => target?.length)).toEqual([5, 1]);
  expect(rows[0]?.target?.tokens.map(({ id }) => id)).toEqual([0, 3, 101, 4, 5]);
  expect(rows[1]?.target?.tokens.map(({ attention }) => attention)).toEqual([1, 0, 0, 0, 0]);
  const asked = await engine.request('tokens', { runId, row: 0, part: 'target', from: 1, to: 3 });
  expect(asked).toEqual(rows[0]?.target?.tokens.slice(1, 3));
  const inText = { runId, row: 0, sequence: 0, start: 0, end: 2, limit: 9 } as const;
  const found = await engine.request('tokensInRange', inText);
  expect(new Set(found.map(({ part }) => part))).toEqual(new Set(['input']));
});

test('a model with one stack gives nothing to a decoder, whatever it is asked', async () => {
  const engine = await open(modelFixture('bert-base-model'));
  const { runId, rows } = await run(engine, [{ text: 'It rained.', pair: null, target: 'Es.' }]);
  expect(rows[0]).not.toHaveProperty('target');
  const asked = engine.request('tokens', { runId, row: 0, part: 'target', from: 0, to: 3 });
  await expect(asked).rejects.toMatchObject({ code: 'not-found' });
});

test('a classifier that reads the text through its decoder predicts, and shows the text moved to the right', async () => {
  const engine = await open(join(otherSettings, 't5-sequence-classification'));
  const { rows, prediction } = await run(engine, [{ text: 'It rained.', pair: null }], true);
  expect(prediction).toMatchObject({ ok: true });
  const ids = rows[0]?.tokens.map(({ id }) => id) ?? [];
  expect(rows[0]?.target?.tokens.map(({ id }) => id)).toEqual([0, ...ids.slice(0, -1)]);
});
