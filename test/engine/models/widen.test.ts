import { rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fromBfloat16, fromFloat16 } from '../../../src/engine/formats/safetensors/half-floats';
import { readSafetensors } from '../../../src/engine/formats/safetensors/read-tensors';
import { readCheckpoint } from '../../../src/engine/models/checkpoint';
import { loadModel, type LoadOptions } from '../../../src/engine/models/loaded-model';
import type { RecordedCheckpoint } from '../../../src/engine/models/recorded-checkpoint';
import type { StoredEntry } from '../../../src/engine/models/weight-files';
import { weightsToGive } from '../../../src/engine/models/widen/weights-to-give';
import { letGo, widenWeights } from '../../../src/engine/models/widen/widen-weights';
import { temporaryFile } from '../support/fixtures';
import { modelWithConfig } from './support/model-folder';

/** Every number of sixteen bits and three more, so that there is more than one piece of the file and an odd last one. */
const bits = Uint16Array.from({ length: 600_003 }, (_, index) => index & 0xffff);

/** A file that has the bits at an odd place. */
function fileOfBits(): string {
  return temporaryFile(Buffer.concat([Buffer.from('x'), Buffer.from(bits.buffer)]), 'weights.safetensors');
}

function entry(name: string, dtype: 'BF16' | 'F16', path: string): StoredEntry {
  return { name, dtype, path, shape: [bits.length], offset: 1, byteLength: bits.byteLength };
}

const bitsOf = (floats: Float32Array<ArrayBuffer> | undefined) => new Uint32Array(floats?.buffer ?? []);

describe('16-bit weights become float32', () => {
  test.each([1, 2, 8])('each number exactly, from several files, with %i threads', async (threads) => {
    const [one, other] = [fileOfBits(), fileOfBits()];
    const made = await widenWeights(
      [entry('a', 'BF16', one), entry('b', 'F16', other), entry('c', 'F16', one)],
      threads,
    );
    expect([...made.keys()].sort()).toEqual(['a', 'b', 'c']);
    expect(Buffer.compare(bytes(made.get('a')), bytes(fromBfloat16(bits)))).toBe(0);
    expect(Buffer.compare(bytes(made.get('b')), bytes(fromFloat16(bits)))).toBe(0);
    expect(Buffer.compare(bytes(made.get('c')), bytes(fromFloat16(bits)))).toBe(0);
  });

  test('nothing asked, nothing made', async () => {
    expect((await widenWeights([], 2)).size).toBe(0);
  });

  test('a file that has become shorter, and one that is gone, are named', async () => {
    const path = fileOfBits();
    truncateSync(path, 1000);
    const short = widenWeights([entry('a', 'BF16', path)], 2);
    await expect(short).rejects.toMatchObject({ code: 'bad-file', message: /weights\.safetensors has become shorter/ });
    const gone = widenWeights([entry('a', 'F16', join(path, '../gone.safetensors'))], 2);
    await expect(gone).rejects.toMatchObject({ code: 'bad-file', message: /gone\.safetensors cannot be read/ });
  });

  test('memory is let go of without waiting for garbage to be collected', async () => {
    const array = new Float32Array(50_000_000).fill(1);
    const before = process.memoryUsage().rss;
    letGo([array]);
    expect(array.length).toBe(0);
    await expect.poll(() => before - process.memoryUsage().rss).toBeGreaterThan(150e6);
  });
});

const bytes = (floats: Float32Array<ArrayBuffer> | undefined) => Buffer.from(bitsOf(floats).buffer);

describe('a checkpoint that is large enough for it', () => {
  const options: LoadOptions = { device: 'cpu', threads: 2, outputs: 'prediction', runs: 'once' };
  const inputs = {
    inputIds: BigInt64Array.of(3n, 900_000n, 17n),
    attentionMask: BigInt64Array.of(1n, 1n, 1n),
    dims: [1, 3] as const,
  };

  test.each(['BF16', 'F16'] as const)('%s, in shards, with tied weights: as ONNX Runtime casts it', async (dtype) => {
    const checkpoint = (await readCheckpoint(await largeLlama(dtype), null)) as RecordedCheckpoint;
    const entries = [...checkpoint.tensors.values()];
    expect(weightsToGive(entries, options).map(({ name }) => name)).toEqual(['model.embed_tokens.weight']);
    expect(weightsToGive(entries, { ...options, runs: 'often' })).toEqual([]);
    expect(weightsToGive(entries, { ...options, device: 'webgpu' })).toEqual([]);
    const [given, cast] = [
      await loadModel(checkpoint, options),
      await loadModel(checkpoint, { ...options, runs: 'often' }),
    ];
    const [ours, theirs] = [await given.run(inputs), await cast.run(inputs)];
    expect([...ours.keys()]).toEqual([...theirs.keys()]);
    for (const [name, { data, dims }] of ours) {
      const other = theirs.get(name);
      expect(dims, name).toEqual(other?.dims);
      const most = data.reduce(
        (largest, value, index) => Math.max(largest, Math.abs(value - (other?.data[index] ?? NaN))),
        0,
      );
      expect(most, name).toBeLessThan(1e-4);
    }
    // Every run is given them anew.
    expect(
      Buffer.compare(bytes((await given.run(inputs)).get('last_logits')?.data), bytes(ours.get('last_logits')?.data)),
    ).toBe(0);
    await given.dispose();
    await cast.dispose();
  });
});

/** The small Llama with a vocabulary of a million words and tied weights: two files of 16-bit floats, 64 MB. */
async function largeLlama(dtype: 'BF16' | 'F16'): Promise<string> {
  const words = 1_000_001;
  const folder = modelWithConfig('llama-causal-lm', { vocab_size: words, tie_word_embeddings: true });
  const path = join(folder, 'model.safetensors');
  const tensors = await readSafetensors(path);
  rmSync(path);
  const halves = new Map<string, { shape: readonly number[]; data: Uint16Array }>();
  for (const [name, { dims, data }] of tensors) {
    if (name === 'lm_head.weight' || name === 'model.embed_tokens.weight') continue;
    halves.set(name, { shape: dims, data: Uint16Array.from(data as Float32Array, (value) => halfOf(value, dtype)) });
  }
  const waves = Uint16Array.from({ length: 4099 }, (_, at) => halfOf(Math.sin(at * 0.37), dtype));
  const table = new Uint16Array(words * 32);
  for (let at = 0; at < table.length; at += waves.length) table.set(waves.subarray(0, table.length - at), at);
  const embedding = new Map([['model.embed_tokens.weight', { shape: [words, 32], data: table }]]);
  writeHalves(path.replace('model.', 'a.'), halves, dtype);
  writeHalves(path.replace('model.', 'b.'), embedding, dtype);
  const shards = [...halves.keys()].map((name) => [name, 'a.safetensors']);
  const map = Object.fromEntries([...shards, ['model.embed_tokens.weight', 'b.safetensors']]) as Record<string, string>;
  writeFileSync(`${path}.index.json`, JSON.stringify({ metadata: {}, weight_map: map }));
  return folder;
}

const word = new Float32Array(1);
const wordBits = new Uint32Array(word.buffer);

/** The bits of a number between -2 and 2 that is not tiny, towards zero. */
function halfOf(value: number, dtype: 'BF16' | 'F16'): number {
  word[0] = value;
  const all = wordBits[0] ?? 0;
  if (dtype === 'BF16') return all >>> 16;
  const exponent = ((all >>> 23) & 0xff) - 127 + 15;
  return exponent <= 0 ? 0 : ((all >>> 16) & 0x8000) | (exponent << 10) | ((all >>> 13) & 0x3ff);
}

function writeHalves(
  path: string,
  tensors: ReadonlyMap<string, { readonly shape: readonly number[]; readonly data: Uint16Array }>,
  dtype: string,
): void {
  const header: Record<string, unknown> = {};
  let offset = 0;
  for (const [name, { shape, data }] of tensors) {
    header[name] = { dtype, shape, data_offsets: [offset, offset + data.byteLength] };
    offset += data.byteLength;
  }
  const json = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(json.length));
  writeFileSync(
    path,
    Buffer.concat([length, json, ...[...tensors.values()].map(({ data }) => Buffer.from(data.buffer))]),
  );
}
