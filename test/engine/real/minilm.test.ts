import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { readSafetensors } from '../../../src/engine/formats/safetensors/read-tensors';
import { temporaryFolder } from '../support/fixtures';
import { runCli } from '../support/run-cli';
import { pick, relativeDifference } from '../support/tensors';

interface Golden {
  tolerance: { relative_to_max_abs: number };
  hidden_step: number;
  heads: number[];
  tokens: { text: string; ids: number[]; tokens: string[]; offsets_utf16: [number, number][] }[];
  cases: { name: string; texts: string[]; pair?: string; padding_side?: string; input_ids: number[][] }[];
}

const fixture = resolve(import.meta.dirname, '../../fixtures/real-model');
const golden = JSON.parse(readFileSync(join(fixture, 'golden.json'), 'utf8')) as Golden;
const model = inject('realModel');

// Python is where the model comes from; without it these are reported as skipped, never as passed.
describe.skipIf(model === null)('a real MiniLM checkpoint against Python', () => {
  it.each(golden.tokens.map((expected) => [expected.text, expected] as const))('splits %j', async (text, expected) => {
    const result = await runCli(['tokens', '--json', '--model', model ?? ''], { input: text });
    const found = result.json() as {
      ids: number[];
      tokens: { token: string; start: number | null; end: number | null }[];
    };
    expect(found.ids).toEqual(expected.ids);
    expect(found.tokens.map(({ token }) => token)).toEqual(expected.tokens);
    expect(found.tokens.map(({ start, end }) => [start ?? 0, end ?? 0])).toEqual(expected.offsets_utf16);
  });

  it.each(golden.cases.map((expected) => [expected.name, expected] as const))('computes %s', async (name, expected) => {
    const out = join(temporaryFolder(), 'out.safetensors');
    const texts = expected.texts.map((text) => `--text=${text}`);
    const pair = expected.pair === undefined ? [] : [`--pair=${expected.pair}`];
    const side = expected.padding_side === undefined ? [] : ['--padding-side', expected.padding_side];
    const result = await runCli([
      'inspect',
      '--json',
      '--model',
      model ?? '',
      '--out',
      out,
      ...texts,
      ...pair,
      ...side,
    ]);
    expect(result).toMatchObject({ code: 0, stderr: '' });
    const found = await readSafetensors(out);
    expect(found.get('input_ids')?.data).toEqual(BigInt64Array.from(expected.input_ids.flat(), BigInt));
    const stored = await readSafetensors(join(fixture, 'golden.safetensors'));
    const names = [...stored.keys()].filter((key) => key.startsWith(`${name}.`));
    expect(names).toHaveLength(14); // pooler, 7 hidden states, 6 layers of attention
    for (const key of names) {
      const short = key.slice(name.length + 1);
      const actual = found.get(short);
      if (!actual) throw new Error(`${short} was not written`);
      const difference = relativeDifference(slice(short, actual), stored.get(key)!);
      expect(difference, key).toBeLessThan(golden.tolerance.relative_to_max_abs);
    }
  });
});

/** What make.py kept of a tensor. */
function slice(name: string, tensor: Parameters<typeof pick>[0]): ReturnType<typeof pick> {
  if (name.startsWith('attentions.')) return pick(tensor, 1, golden.heads);
  if (!name.startsWith('hidden_states.')) return tensor;
  const kept = Array.from({ length: (tensor.dims[2] ?? 0) / golden.hidden_step }, (_, i) => i * golden.hidden_step);
  return pick(tensor, 2, kept);
}
