import { expect, test } from 'vitest';
import { defaultEncodeOptions } from '../../../../src/common/contracts/run';
import { neverCancelled } from '../../../../src/common/rpc/cancellation';
import { classify } from '../../../../src/engine/process/handlers/classify';
import { Engine } from '../../../../src/engine/process/engine';
import { modelFixture } from '../../support/fixtures';

const folder = modelFixture('roberta-sentiment-float16');
const where = { folder, weights: null, threads: 1 } as const;

test.each([
  [undefined, 'cpu', 'float32'],
  ['auto', 'cpu', 'float32'],
  ['16-bit', 'cpu', '16-bit'],
  ['4-bit', 'cpu', '4-bit'],
  // What the device has not counts as auto: a choice is remembered of the model, not of the device.
  ['4-bit', 'webgpu', 'float32'],
] as const)('a process that is asked for %s on %s keeps weights as %s', async (storage, device, kept) => {
  const engine = new Engine();
  expect((await engine.open({ ...where, device, storage })).storage).toBe(kept);
});

test('answers, before and after it has made itself ready for many runs', async () => {
  const engine = new Engine();
  await engine.open({ ...where, device: 'cpu', storage: '8-bit' });
  const ask = () => classify(engine, [{ text: 'This is good.', pair: null }], defaultEncodeOptions, neverCancelled);
  const first = await ask();
  const model = await engine.model();
  await engine.prepare();
  // Blocks are laid out from the start: they are not made a second time.
  expect(await engine.model()).toBe(model);
  expect(await ask()).toEqual(first);
  await model.dispose();
});
