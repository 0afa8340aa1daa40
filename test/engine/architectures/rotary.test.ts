import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { LensError } from '../../../src/common/errors/lens-error';
import { readLlamaConfig } from '../../../src/engine/architectures/config/llama-config';
import type { RawConfig } from '../../../src/engine/architectures/config/raw-config';
import { rotaryFrequencies } from '../../../src/engine/architectures/parts/rope/frequencies';
import { rotaryTables, rotate } from '../../../src/engine/architectures/parts/rotary';
import { Graph } from '../../../src/engine/graph/graph';
import { floats, integers, runGraph } from '../runtime/run-graph';

interface Angles {
  readonly positions: readonly (readonly [readonly number[]])[];
  readonly settings: readonly {
    readonly config: RawConfig;
    readonly cases: readonly { readonly cos: readonly number[]; readonly sin: readonly number[] }[];
  }[];
}

const path = join(import.meta.dirname, '../../fixtures/rotary/angles.json');
const { positions, settings } = JSON.parse(readFileSync(path, 'utf8')) as Angles;

const frequenciesOf = (config: RawConfig) => rotaryFrequencies(readLlamaConfig(config).rope);

async function tables(config: RawConfig, places: readonly number[]) {
  const g = new Graph();
  const { cos, sin } = rotaryTables(g, g.input('ids', 'int64', ['batch', 'sequence']), frequenciesOf(config));
  g.output('cos', cos);
  g.output('sin', sin);
  const results = await runGraph(g, { ids: integers([1, places.length], places) });
  return { cos: results.get('cos')!, sin: results.get('sin')! };
}

const named = settings.map(({ config, cases }) => {
  const { head_dim, max_position_embeddings, original_max_position_embeddings, partial_rotary_factor, ...rest } =
    config;
  const { rope_theta, rope_scaling, rope_parameters } = rest;
  const told = { rope_theta, rope_scaling, rope_parameters, head_dim, partial_rotary_factor };
  const name = JSON.stringify({ ...told, max_position_embeddings, original_max_position_embeddings });
  return [name, config, cases] as const;
});

test.each(named)('angles of %s are those of transformers', async (_, config, cases) => {
  for (const [index, [places]] of positions.entries()) {
    const found = await tables(config, places);
    for (const part of ['cos', 'sin'] as const) {
      const expected = cases[index]![part];
      expect(found[part].dims).toEqual([1, 1, places.length, expected.length / places.length]);
      // An angle of 2,000 in float32 is right to 1e-4.
      const tolerance = Math.max(...places) > 1000 ? 3e-4 : 5e-6;
      const differences = expected.map((value, at) => Math.abs(value - Number(found[part].data[at])));
      expect(Math.max(...differences), places.join()).toBeLessThan(tolerance);
    }
  }
});

test('pairs of a head are turned, the rest of it stays', async () => {
  const g = new Graph();
  const [cos, sin] = [g.input('cos', 'float32', [1, 1, 1, 1]), g.input('sin', 'float32', [1, 1, 1, 1])];
  const x = g.input('x', 'float32', ['batch', 1, 'sequence', 3]);
  g.output('y', rotate(g, x, { cos, sin }));
  const inputs = { cos: floats([1, 1, 1, 1], [0.6]), sin: floats([1, 1, 1, 1], [0.8]) };
  const results = await runGraph(g, { ...inputs, x: floats([1, 1, 1, 3], [10, 1, 7]) });
  expect([...results.get('y')!.data].map((value) => Number(Number(value).toFixed(5)))).toEqual([5.2, 8.6, 7]);
});

const base = { model_type: 'llama', hidden_size: 32, num_attention_heads: 2, vocab_size: 8 };
const longrope = { type: 'longrope', short_factor: [1], long_factor: [1], factor: 2 };

describe('settings that cannot be', () => {
  test.each<[object, string, RegExp]>([
    [{ rope_scaling: { type: 'su' } }, 'unsupported', /"su" of rotary position embeddings/],
    [{ rope_scaling: { type: 'linear' } }, 'bad-file', /"factor" is missing/],
    [{ rope_scaling: { type: 'linear', factor: 0 } }, 'bad-file', /"factor"/],
    [{ rope_scaling: 'linear' }, 'bad-file', /"rope_scaling"/],
    [{ rope_theta: -1 }, 'bad-file', /"rope_theta"/],
    [{ rope_scaling: longrope }, 'bad-file', /1 rotary factors for 8 pairs/],
    [{ rope_scaling: { type: 'yarn', factor: 2 }, rope_theta: 1 }, 'bad-file', /give no angles/],
    [{ rope_scaling: { type: 'dynamic', factor: 2 }, head_dim: 2 }, 'bad-file', /one pair only/],
    [{ head_dim: 7 }, 'bad-file', /cannot be turned in pairs/],
    [
      { rope_scaling: { type: 'linear', factor: 2 }, partial_rotary_factor: 0.5 },
      'unsupported',
      /partial_rotary_factor/,
    ],
    [{ rope_parameters: { full_attention: { rope_theta: 1 } } }, 'unsupported', /each kind of layer/],
  ])('%j', (changes, code, message) => {
    const attempt = () => frequenciesOf({ ...base, ...changes });
    expect(attempt).toThrow(LensError);
    expect(attempt).toThrow(message);
    expect(attempt).toThrow(expect.objectContaining({ code }));
  });

  test('whatever they are, there are angles or a sentence', () => {
    const value = fc.oneof(fc.double(), fc.constantFrom<unknown>(null, 0, 1, -1, 2 ** 31, '', true, [1], [], 'linear'));
    const names = ['factor', 'rope_theta', 'original_max_position_embeddings', 'low_freq_factor', 'high_freq_factor'];
    const others = ['short_factor', 'long_factor', 'partial_rotary_factor', 'attention_factor', 'beta_fast', 'mscale'];
    const given = fc.dictionary(fc.constantFrom(...names, ...others), value);
    const types = ['default', 'linear', 'dynamic', 'yarn', 'longrope', 'llama3', 'proportional'];
    fc.assert(
      fc.property(fc.constantFrom(...types), given, fc.nat(20), (type, scaling, size) => {
        try {
          const { inverse } = frequenciesOf({ ...base, head_dim: size, rope_scaling: { type, ...scaling } });
          expect([...inverse].every(Number.isFinite)).toBe(true);
        } catch (error) {
          if (!(error instanceof LensError)) throw error;
          expect(error.code).not.toBe('internal');
        }
      }),
      { numRuns: 2000 },
    );
  });
});
