import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { float32Text } from '../../../src/engine/internals/export/number-text';
import { readSafetensors } from '../../../src/engine/formats/safetensors/read-tensors';
import { readSafetensorsHeader } from '../../../src/engine/formats/safetensors/read-header';
import { modelFixture, temporaryFolder } from '../support/fixtures';
import { runCli } from '../support/run-cli';
import { relativeDifference } from '../support/tensors';
import { Asked, asTokens, asWords, head, read, roomy, text, tight } from './support/ask';

describe('a number in a file', () => {
  it('is read back as the same float32', () => {
    fc.assert(
      fc.property(fc.float({ noNaN: true }), (value) => {
        expect(Math.fround(Number(float32Text(value)))).toBe(value === 0 ? 0 : value);
      }),
    );
    expect([0.1, 1 / 3, 2.5, 1e-30].map((x) => float32Text(Math.fround(x)))).toEqual([
      '0.1',
      '0.33333334',
      '2.5',
      '1e-30',
    ]);
  });
});

describe('a matrix that goes to a file', () => {
  it('has its tokens with it, as CSV, JSON and safetensors', async () => {
    const { asked, of } = await read('bert-sequence-classification');
    const folder = temporaryFolder();
    const tokens = await asked.ask('tokens', { ...of, part: 'input', from: 0, to: 100 });
    const labels = tokens.map(({ token }) => token);
    const whole: [number, number] = [0, labels.length];
    const part = { ...of, matrix: head(1, 2), axis: asTokens };
    const { values } = await asked.ask('attentionValues', { ...part, queries: whole, keys: whole });
    const save = async (format: 'csv' | 'json' | 'safetensors'): Promise<string> => {
      const path = join(folder, `file.${format}`);
      const what = { of: 'matrix', matrix: head(1, 2), format } as const;
      const { bytes } = await asked.ask('exportNumbers', { ...of, what, axis: asTokens, path });
      expect(readFileSync(path).length).toBe(bytes);
      return path;
    };
    const csv = readFileSync(await save('csv'), 'utf8')
      .trimEnd()
      .split('\n');
    expect(csv[0]).toBe(['', ...labels.map((label) => (label === ',' ? '","' : label))].join(','));
    expect(csv).toHaveLength(labels.length + 1);
    const last = csv.at(-1)!.split(',').slice(1).map(Number);
    expect(last.map(Math.fround)).toEqual([...values.subarray(-labels.length)]);
    const json = JSON.parse(readFileSync(await save('json'), 'utf8')) as { weights: number[][] };
    expect(json).toMatchObject({ name: 'attentions.1.head.2', queries: labels, keys: labels });
    expect(json.weights.flat().map(Math.fround)).toEqual([...values]);
    const file = await save('safetensors');
    const tensor = (await readSafetensors(file)).get('attentions.1.head.2');
    expect(tensor).toEqual({ dims: [labels.length, labels.length], data: values });
    expect(JSON.parse((await readSafetensorsHeader(file)).metadata['queries']!)).toEqual(labels);
    expect(readdirSync(folder).sort()).toEqual(['file.csv', 'file.json', 'file.safetensors']);
  });

  it('can be a mean, a rollout or a hidden state, of words', async () => {
    const { asked, of } = await read('bert-sequence-classification');
    const path = join(temporaryFolder(), 'file.json');
    const name = async (what: Parameters<typeof asked.ask<'exportNumbers'>>[1]['what']): Promise<unknown> => {
      await asked.ask('exportNumbers', { ...of, what, axis: asWords, path });
      return JSON.parse(readFileSync(path, 'utf8'));
    };
    const words = text.toLowerCase().split(/\s+|(?=[,.])/);
    const format = 'json';
    expect(await name({ of: 'matrix', matrix: head(0, null), format })).toMatchObject({
      name: 'attentions.0.mean',
      keys: words,
    });
    expect(await name({ of: 'matrix', matrix: head(null, null), format })).toMatchObject({ name: 'attentions.mean' });
    expect(await name({ of: 'matrix', matrix: { ...head(1, null), of: 'rollout' }, format })).toMatchObject({
      name: 'rollout.1',
    });
    const state = (await name({ of: 'hidden-states', kind: 'self', state: 2, format })) as { values: number[][] };
    expect(state).toMatchObject({ name: 'hidden_states.2', tokens: words });
    expect(state.values).toHaveLength(words.length);
  });

  it('leaves nothing behind where it cannot be written', async () => {
    const { asked, of } = await read('bert-sequence-classification');
    const what = { of: 'matrix', matrix: head(0, 0), format: 'csv' } as const;
    const path = join(temporaryFolder(), 'none', 'file.csv');
    await expect(asked.ask('exportNumbers', { ...of, what, axis: asTokens, path })).rejects.toMatchObject({
      code: 'disk',
      message: expect.stringContaining(path) as string,
    });
  });
});

describe('everything of a row', () => {
  it.each([
    ['bert-sequence-classification', roomy],
    ['bert-masked-lm', tight],
    ['gpt2-causal-lm', roomy],
    ['t5-conditional-generation', tight],
  ])('of %s is what the command line writes', async (model, limits) => {
    const folder = temporaryFolder();
    const [ours, theirs] = ['ours', 'theirs'].map((name) => join(folder, `${name}.safetensors`)) as [string, string];
    const asked = await Asked.open(model, limits);
    const padded = [
      { text: 'It rained.', pair: null },
      { text, pair: null },
    ];
    const { runId } = await asked.run(padded, true);
    const what = { of: 'everything', format: 'safetensors' } as const;
    await asked.ask('exportNumbers', { runId, row: 0, what, axis: asTokens, path: ours });
    const cli = await runCli(['inspect', '--model', modelFixture(model), '--text', 'It rained.', '--out', theirs]);
    expect(cli.stderr).not.toContain('error');
    const [actual, expected] = [await readSafetensors(ours), await readSafetensors(theirs)];
    expect([...actual.keys()].sort()).toEqual([...expected.keys()].sort());
    for (const [name, tensor] of expected) {
      if (tensor.data instanceof BigInt64Array) expect(actual.get(name)).toEqual(tensor);
      else expect(relativeDifference(actual.get(name)!, tensor)).toBeLessThan(5e-5);
    }
  });
});
