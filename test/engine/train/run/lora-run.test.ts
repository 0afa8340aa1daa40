import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changesSchema } from '../../../../src/common/contracts/training/run-folder';
import { readSafetensors } from '../../../../src/engine/formats/safetensors/read-tensors';
import { faultOf } from '../../../../src/engine/train/checkpoint/manifest';
import { temporaryFolder } from '../../support/fixtures';
import { caseFolder } from '../model/support/training-case';
import { goldenRun, metricsOf, readRunJson, weightsOf } from './support/golden-run';

const lora = { r: 4, lora_alpha: 8, target_modules: ['query', 'value'], lora_dropout: 0.25 };
const settings = { lora, dropout: true, save_strategy: 'steps', save_steps: 4, seed: 7 } as const;
const name = 'lora-bert';

const adapterOf = (folder: string, place = 'final'): Buffer =>
  readFileSync(join(folder, place, 'adapter', 'adapter_model.safetensors'));

describe('a run with LoRA', () => {
  const whole = mkdtempSync(join(tmpdir(), 'model-lens-test-'));

  const notes: string[] = [];

  beforeAll(() => goldenRun({ folder: whole, name, settings, notes }));
  afterAll(() => rmSync(whole, { recursive: true }));

  it.each(['final', 'best', 'checkpoints/checkpoint-8'])('leaves a model and its adapter in %s', async (place) => {
    const folder = join(whole, place);
    expect(readdirSync(join(folder, 'adapter')).sort()).toEqual(['adapter_config.json', 'adapter_model.safetensors']);
    expect(await faultOf(folder)).toBeNull();
    const reference = readRunJson(caseFolder(name), 'adapter-final', 'adapter_config.json') as Record<string, unknown>;
    const config = readRunJson(folder, 'adapter', 'adapter_config.json') as Record<string, unknown>;
    expect({ ...reference, ...config }).toEqual({
      ...reference,
      ...{ base_model_name_or_path: caseFolder(name), lora_dropout: 0.25 },
    });
  });

  it('tells how much is trained', () => {
    // Matrices of 4 x 16 beside query and value of two layers, and a head of three labels.
    const numbers = 2 * 2 * 2 * 4 * 16 + 3 * 16 + 3;
    expect(notes).toContain(`LoRA is beside 4 layers: ${numbers} numbers are trained, all others stay as they are.`);
  });

  it('has the matrices in the weights, and all others as they were', async () => {
    const base = await readSafetensors(join(caseFolder(name), 'model.safetensors'));
    const adapter = await readSafetensors(join(whole, 'final', 'adapter', 'adapter_model.safetensors'));
    const tuned = await readSafetensors(join(whole, 'final', 'model.safetensors'));
    expect([...tuned.keys()].sort()).toEqual([...base.keys()].sort());
    let farthest = 0;
    for (const [key, { data, dims }] of tuned) {
      const saved = adapter.get(`base_model.model.${key}`) ?? base.get(key)!;
      const matrix = (which: string) => adapter.get(`base_model.model.${key.replace(/weight$/, which)}`)?.data;
      const [a, b] = key.endsWith('weight') ? [matrix('lora_A.weight'), matrix('lora_B.weight')] : [];
      const width = dims.at(-1)!;
      for (const [at, value] of data.entries()) {
        const [row, column] = [Math.floor(at / width), at % width];
        const added = [0, 1, 2, 3].map((i) => Number(b?.[row * 4 + i] ?? 0) * Number(a?.[i * width + column] ?? 0));
        const wanted = Number(saved.data[at]) + 2 * added.reduce((x, y) => x + y);
        farthest = Math.max(farthest, Math.abs(Number(value) - wanted));
      }
    }
    expect(farthest).toBeLessThan(1e-6);
  });

  it('says that the layers moved that it is beside, and the head', () => {
    const changes = v.parse(changesSchema, readRunJson(whole, 'changes.json'));
    const moved = changes.flatMap(({ tensors }) => tensors.filter(({ change }) => change > 0));
    expect(moved.map((tensor) => tensor.name).filter((each) => !each.startsWith('classifier'))).toEqual(
      [0, 1].flatMap((layer) =>
        ['query', 'value'].map((part) => `bert.encoder.layer.${layer}.attention.self.${part}.weight`),
      ),
    );
    expect(changes.find(({ block }) => block === 'embeddings')).toMatchObject({ change: 0 });
  });

  it('that is stopped and resumed is that of one that was not, bit for bit', async () => {
    const parts = temporaryFolder();
    const stopped = await goldenRun({ folder: parts, name, settings, stopAfter: 5 });
    expect(stopped.state).toMatchObject({ phase: 'stopped', checkpointStep: 5 });
    await goldenRun({ folder: parts, name, settings, resume: true });
    expect(metricsOf(parts)).toEqual(metricsOf(whole));
    for (const place of ['final', 'best']) {
      expect(adapterOf(parts, place).equals(adapterOf(whole, place))).toBe(true);
      expect(weightsOf(parts, place).equals(weightsOf(whole, place))).toBe(true);
    }
  });

  it('does not go on beside another base model', async () => {
    const [folder, base] = [temporaryFolder(), temporaryFolder()];
    cpSync(caseFolder(name), base, { recursive: true });
    await goldenRun({ folder, name, base, settings, stopAfter: 2 });
    const path = join(base, 'model.safetensors');
    const bytes = readFileSync(path);
    // Behind the header: of the embeddings' norm, which is in no adapter.
    bytes[8 + Number(bytes.readBigUInt64LE())]! ^= 1;
    writeFileSync(path, bytes);
    const resumed = goldenRun({ folder, name, base, settings, resume: true });
    await expect(resumed).rejects.toThrow('The base model is not what it was when the run began');
  });
});
