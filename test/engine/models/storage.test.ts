import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Tensor } from '../../../src/common/tensors/tensor';
import { readSafetensors } from '../../../src/engine/formats/safetensors/read-tensors';
import { readCheckpoint } from '../../../src/engine/models/checkpoint';
import { loadModel, type ModelOutputs } from '../../../src/engine/models/loaded-model';
import { temporaryFolder } from '../support/fixtures';
import { cacheLayout } from './support/cache-layout';
import { compareCase, inputsOf, readGolden, referenceModels } from './support/golden';
import { copyModel, modelWithTensors, shard } from './support/model-folder';

const model = 'roberta-sentiment';

/** Runs every case of a folder and compares it with the goldens of the reference model. */
async function expectReferenceValues(folder: string, weights: string | null = null, name = model): Promise<void> {
  const { golden, tensors } = await readGolden(join(referenceModels, name));
  const before = process.cwd();
  const loaded = await loadModel(await readCheckpoint(folder, weights), {
    device: 'cpu',
    threads: 1,
    outputs: 'inspect',
    runs: 'once',
  });
  expect(process.cwd()).toBe(before);
  for (const each of golden.cases) {
    const { wrong } = compareCase(
      each,
      tensors,
      await loaded.run(inputsOf(each)),
      golden.tolerance.relative_to_max_abs,
    );
    expect(wrong, each.name).toEqual([]);
  }
  await loaded.dispose();
}

describe('where weights lie', () => {
  test.each(['with spaces and # % ?', 'größe 模型 🎉', "it's", '..dots', 'a&b;c'])(
    'a folder named %s',
    async (name) => {
      await expectReferenceValues(copyModel(model, name));
    },
  );

  test('shards, found by their index', async () => {
    const folder = copyModel(model);
    await shard(folder, 3);
    await expectReferenceValues(folder);
    const { info } = await readCheckpoint(folder, null);
    expect(info.weightFiles).toEqual(['part-0.safetensors', 'part-1.safetensors', 'part-2.safetensors']);
    expect(info.parameters).toBe((await readCheckpoint(join(referenceModels, model), null)).info.parameters);
  });

  test('a file that is asked for by name, in a folder of its own', async () => {
    const folder = copyModel(model);
    mkdirSync(join(folder, 'other'));
    renameSync(join(folder, 'model.safetensors'), join(folder, 'other/weights.safetensors'));
    await expectReferenceValues(folder, 'other/weights.safetensors');
  });

  test('the layout of the cache: links to blobs, which are links themselves and lie in different folders', async () => {
    const source = copyModel(model);
    await shard(source, 2);
    const names = ['config.json', 'model.safetensors.index.json', 'part-0.safetensors', 'part-1.safetensors'];
    const places = ['config', 'index', 'xet/aa', 'elsewhere/deep/bb'];
    const snapshot = cacheLayout(source, temporaryFolder(), names, (index) => places[index] ?? '');
    await expectReferenceValues(snapshot);
  });
});

describe('names in the file', () => {
  const renamed = (change: (name: string) => string) => (tensors: Map<string, Tensor>) =>
    new Map([...tensors].map(([name, tensor]) => [change(name), tensor]));

  test('a body without its prefix', async () => {
    await expectReferenceValues(
      await modelWithTensors(
        model,
        renamed((name) => name.replace(/^roberta\./, '')),
      ),
    );
  });

  test('gamma and beta', async () => {
    const old = (name: string): string =>
      name.replace('LayerNorm.weight', 'LayerNorm.gamma').replace('LayerNorm.bias', 'LayerNorm.beta');
    await expectReferenceValues(await modelWithTensors(model, renamed(old)));
  });

  test('tensors that nobody asked for are left alone, whatever they are called', async () => {
    const more: [string, Tensor][] = [
      ['roberta.embeddings.position_ids', { dims: [1, 2], data: BigInt64Array.of(0n, 1n) }],
      ['logits', { dims: [1], data: Float32Array.of(1) }],
    ];
    await expectReferenceValues(await modelWithTensors(model, (tensors) => new Map([...tensors, ...more])));
  });
});

describe('half precision', () => {
  test('bfloat16 gives what its values give as float32', async () => {
    const folder = copyModel(model);
    const cut = new Map(
      [...(await readSafetensors(join(folder, 'model.safetensors')))].map(([name, tensor]) => [
        name,
        truncated(tensor),
      ]),
    );
    const asFloat32 = await modelWithTensors(model, () => cut);
    writeBfloat16(join(folder, 'model.safetensors'), cut);
    const [half, full] = [await readCheckpoint(folder, null), await readCheckpoint(asFloat32, null)];
    expect(half.info.dtypes).toEqual(['bfloat16']);
    const [a, b] = [await firstCase(half), await firstCase(full)];
    expect([...a.keys()]).toEqual([...b.keys()]);
    for (const [name, { data }] of a) expect(data, name).toEqual(b.get(name)?.data);
  });
});

async function firstCase(checkpoint: Awaited<ReturnType<typeof readCheckpoint>>): Promise<ModelOutputs> {
  const { golden } = await readGolden(join(referenceModels, model));
  const loaded = await loadModel(checkpoint, { device: 'cpu', threads: 1, outputs: 'inspect', runs: 'once' });
  return loaded.run(inputsOf(golden.cases[0]!));
}

/** Each number with the lower half of its bits off: what bfloat16 can hold. */
function truncated({ dims, data }: Tensor): Tensor {
  const bits = new Uint32Array(Float32Array.from(data as Float32Array).buffer).map((word) => word & 0xffff0000);
  return { dims, data: new Float32Array(bits.buffer) };
}

function writeBfloat16(path: string, tensors: ReadonlyMap<string, Tensor>): void {
  const header: Record<string, unknown> = {};
  const parts: Uint8Array[] = [];
  let offset = 0;
  for (const [name, { dims, data }] of tensors) {
    const words = new Uint32Array((data as Float32Array<ArrayBuffer>).buffer);
    const halves = Uint16Array.from(words, (word) => word >>> 16);
    header[name] = { dtype: 'BF16', shape: dims, data_offsets: [offset, offset + halves.byteLength] };
    parts.push(new Uint8Array(halves.buffer));
    offset += halves.byteLength;
  }
  const json = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(json.length));
  writeFileSync(path, Buffer.concat([length, json, ...parts]));
}
