import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { LensError } from '../../common/errors/lens-error';
import { generalFacts } from '../architectures/config/general-facts';
import type { RawConfig } from '../architectures/config/raw-config';
import { findWeightFiles } from './find-weight-files';
import { onnxSetsAmong } from './onnx/file-sets';
import { readOnnxCheckpoint, type OnnxCheckpoint } from './onnx/onnx-checkpoint';
import { readConfig } from './read-config';
import { checkConfig, recordCheckpoint, type RecordedCheckpoint } from './recorded-checkpoint';
import { withStartToken } from './start-token';
import { checkWeightsName, noWeights, usualCheckpoint } from './weight-names';

/** A model that was found to be sound and can be loaded. Nothing of its weights is in memory. */
export type Checkpoint = RecordedCheckpoint | OnnxCheckpoint;

/**
 * Reads config.json and the headers of the weight files of a folder and checks that they fit together. No weights are
 * read, however large the model.
 * @param weights the file to use, relative to the folder; null for the usual ones: safetensors, then `.bin`, where they
 *   run, else the ONNX file that is closest to them
 * @throws LensError that says which file or which architecture is the reason, and what would help
 */
export async function readCheckpoint(folder: string, weights: string | null): Promise<Checkpoint> {
  const config = await readConfig(folder);
  if (weights === null) return readUsual(folder, config);
  const name = checkWeightsName(weights);
  return name.endsWith('.onnx') ? readOnnxCheckpoint(folder, name, config) : readRecorded(folder, name, config);
}

async function readUsual(folder: string, config: RawConfig): Promise<Checkpoint> {
  const names = await readdir(folder);
  const stored = usualCheckpoint(names);
  const sets = onnxSetsAmong(await withOnnxFolder(folder, names), generalFacts(config).kind);
  const onnx = sets.find(({ isWhole }) => isWhole)?.main;
  if (stored === undefined && onnx !== undefined) return readOnnxCheckpoint(folder, onnx.path, config);
  try {
    checkConfig(config);
    if (stored === undefined) throw noWeights(names);
    return await readRecorded(folder, stored, config);
  } catch (error) {
    if (onnx === undefined || !isNotCovered(error)) throw error;
    return readOnnxCheckpoint(folder, onnx.path, config);
  }
}

async function readRecorded(folder: string, name: string, config: RawConfig): Promise<RecordedCheckpoint> {
  checkConfig(config);
  return recordCheckpoint(await withStartToken(folder, config), await findWeightFiles(folder, name));
}

/** True where nothing is wrong with the model, so that an ONNX file of it is of use. */
function isNotCovered(error: unknown): boolean {
  return error instanceof LensError && error.code === 'unsupported';
}

async function withOnnxFolder(folder: string, names: readonly string[]): Promise<string[]> {
  const inside = names.includes('onnx') ? await readdir(join(folder, 'onnx')).catch(() => []) : [];
  return [...names, ...inside.map((name) => `onnx/${name}`)];
}
