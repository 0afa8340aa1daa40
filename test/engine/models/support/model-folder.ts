import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Tensor } from '../../../../src/common/tensors/tensor';
import { readSafetensors } from '../../../../src/engine/formats/safetensors/read-tensors';
import { writeSafetensors } from '../../../../src/engine/formats/safetensors/write';
import { temporaryFolder } from '../../support/fixtures';
import { referenceModels } from './golden';

/** A copy of a reference model that a test may change. @param name of the copy's own folder */
export function copyModel(model: string, name = 'model'): string {
  const folder = join(temporaryFolder(), name);
  cpSync(join(referenceModels, model), folder, { recursive: true });
  return folder;
}

/** A copy of a reference model with some fields of config.json set; undefined takes a field away. */
export function modelWithConfig(model: string, changes: Readonly<Record<string, unknown>>): string {
  const folder = copyModel(model);
  const path = join(folder, 'config.json');
  const config = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
  writeFileSync(path, JSON.stringify({ ...config, ...changes }));
  return folder;
}

/** A copy of a reference model whose tensors went through `change`. */
export async function modelWithTensors(
  model: string,
  change: (tensors: Map<string, Tensor>) => Map<string, Tensor>,
): Promise<string> {
  const folder = copyModel(model);
  const path = join(folder, 'model.safetensors');
  await writeSafetensors(path, change(await readSafetensors(path)));
  return folder;
}

/** Spreads the tensors of a model folder over several files with an index, and takes the single file away. */
export async function shard(
  folder: string,
  count: number,
  place: (shard: number) => string = (n) => `part-${n}.safetensors`,
): Promise<void> {
  const path = join(folder, 'model.safetensors');
  const entries = [...(await readSafetensors(path))];
  const weightMap: Record<string, string> = {};
  for (let index = 0; index < count; index++) {
    const part = new Map(entries.filter((_, i) => i % count === index));
    await writeSafetensors(join(folder, place(index)), part);
    for (const name of part.keys()) weightMap[name] = place(index);
  }
  writeFileSync(join(folder, 'model.safetensors.index.json'), JSON.stringify({ metadata: {}, weight_map: weightMap }));
  rmSync(path);
}
