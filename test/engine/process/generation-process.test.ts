import { afterAll, expect, inject, test } from 'vitest';
import type { GenerationProgress } from '../../../src/common/contracts/generation/engine-requests';
import { CancellationSource } from '../../../src/common/rpc/cancellation';
import { EnginePool } from '../../../src/host/engine/engine-pool';
import { goldenFolder, goldenOf } from '../generate/support/golden';
import { noEnd, promptOf, settings } from './support/generation';

const pool = new EnginePool({
  modulePath: inject('engineProgram'),
  log: () => undefined,
  maxProcesses: 1,
  isMemoryShort: () => false,
});
afterAll(() => pool.dispose());

const [golden] = goldenOf('gpt2').prompts;
const prompt = promptOf(golden!.text);
const open = () => pool.get({ folder: goldenFolder('gpt2'), weights: null, device: 'cpu', threads: 1 });

test('a text, its steps and what they read come from a process', async () => {
  const engine = await open();
  const given = settings({ do_sample: true, top_p: 0.9, num_return_sequences: 3, max_new_tokens: 6, ...noEnd });
  const told: GenerationProgress[] = [];
  const { sequences, generation } = await engine.request(
    'generate',
    { prompt, settings: given, seed: 3 },
    { onProgress: (progress) => told.push(progress) },
  );
  expect(sequences.map(({ tokens }) => tokens.length)).toEqual([6, 6, 6]);
  expect(told.some(({ message }) => message === 'Loading the model')).toBe(true);
  for (const [sequence, { tokens }] of sequences.entries()) {
    const prefix = tokens.slice(0, 2).map(({ id }) => id);
    const at = { generation, sequence, step: 2 };
    const question = { prompt: { ...prompt, prefix }, settings: given, chosen: tokens[2]!.id, at, top: 5 };
    const { alternatives } = await engine.request('generationStep', question);
    expect(alternatives.find(({ id }) => id === tokens[2]!.id)?.text).toBe(tokens[2]!.text);
    const reads = { prompt: question.prompt, kind: 'self', layer: null, head: null } as const;
    const { weights, pieces } = await engine.request('generationReads', reads);
    expect(weights).toHaveLength(pieces.length);
  }
  expect((await engine.request('generationDefaults', {})).room).toBe(64);
});

test('a stop is heard between two tokens, and the process goes on', async () => {
  const engine = await open();
  const source = new CancellationSource();
  const params = { prompt, settings: settings({ max_new_tokens: 50, ...noEnd }), seed: 3 };
  const running = engine.request('generate', params, {
    signal: source,
    onProgress: ({ added }) => {
      if (added.length > 0) source.abort();
    },
  });
  await expect(running).rejects.toMatchObject({ code: 'cancelled' });
  const again = await engine.request('generate', { ...params, settings: settings({ max_new_tokens: 2, ...noEnd }) });
  expect(again.sequences[0]?.tokens.map(({ id }) => id)).toEqual(golden!.greedy.slice(0, 2));
});

test('settings out of their range are refused by name', async () => {
  const engine = await open();
  const given = { ...settings({}), top_p: 1.5 };
  const asking = engine.request('generate', { prompt, settings: given, seed: 3 });
  await expect(asking).rejects.toMatchObject({ message: expect.stringMatching(/settings\.top_p/) as string });
});
