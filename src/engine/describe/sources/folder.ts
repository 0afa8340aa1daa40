import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ModelDescription } from '../../../common/contracts/description';
import type { TokenizerInfo } from '../../../common/contracts/tokens';
import { LensError } from '../../../common/errors/lens-error';
import { generalFacts } from '../../architectures/config/general-facts';
import { readOutline } from '../../formats/onnx/reading/outline';
import { findWeightFiles } from '../../models/find-weight-files';
import { onnxFilesAmong } from '../../models/onnx/file-names';
import { parseConfig, readConfigText } from '../../models/read-config';
import type { WeightFiles } from '../../models/weight-files';
import { checkWeightsName, noWeights, usualCheckpoint } from '../../models/weight-names';
import { describeModel } from '../describe-model';
import type { DescriptionSource } from '../source';
import { tokenizerTokens } from '../special-tokens';
import { storedTensors } from './stored';
import { findUsed } from './used';

export interface FolderParams {
  readonly folder: string;
  /** The file in use, relative to the folder; null for the usual one. */
  readonly weights: string | null;
  /** Null where the model has none that can be read. */
  readonly tokenizer: TokenizerInfo | null;
}

/**
 * What a model in a folder is made of, whether or not it runs here.
 * @throws LensError `not-found` without a config.json, `bad-file` for one that is broken
 */
export async function describeFolder({ folder, weights, tokenizer }: FolderParams): Promise<ModelDescription> {
  const configText = await readConfigText(folder);
  const config = parseConfig(configText);
  const found = await weightsOf(folder, weights, config);
  return describeModel({
    ...{ config, configText },
    ...found,
    bytesRead: found.bytesRead + Buffer.byteLength(configText),
    specialTokens: tokenizer && tokenizerTokens(tokenizer),
  });
}

/** The safetensors file or index that a folder is described by; null for ONNX files and where there is none. */
export async function storedIn(folder: string, weights: string | null): Promise<WeightFiles | null> {
  const name = weights === null ? usualCheckpoint(await readdir(folder)) : checkWeightsName(weights);
  return name === undefined || name.endsWith('.onnx') ? null : findWeightFiles(folder, name);
}

type Weights = Pick<
  DescriptionSource,
  'tensors' | 'withoutTensors' | 'used' | 'files' | 'withoutStatistics' | 'bytesRead'
>;

async function weightsOf(
  folder: string,
  weights: string | null,
  config: DescriptionSource['config'],
): Promise<Weights> {
  try {
    const stored = await storedIn(folder, weights);
    if (stored !== null) return fromSafetensors(stored, config);
    return await fromOnnx(folder, weights, config);
  } catch (error) {
    if (!(error instanceof LensError)) throw error;
    const { message } = error;
    return { tensors: null, withoutTensors: message, used: null, files: [], withoutStatistics: message, bytesRead: 0 };
  }
}

function fromSafetensors(stored: WeightFiles, config: DescriptionSource['config']): Weights {
  const tensors = storedTensors(stored);
  return {
    tensors,
    withoutTensors: null,
    used: findUsed(config, stored),
    files: stored.names,
    withoutStatistics: null,
    bytesRead: Math.max(0, stored.bytes - [...stored.tensors.values()].reduce((sum, each) => sum + each.byteLength, 0)),
  };
}

/**
 * The ONNX file that a folder is described by, relative to it.
 * @throws LensError `not-found` where there is none
 */
export async function onnxIn(folder: string, config: DescriptionSource['config']): Promise<string> {
  const names = await readdir(folder, { recursive: true });
  const paths = names.map((name) => name.replaceAll('\\', '/'));
  const usual = onnxFilesAmong(paths, generalFacts(config).kind).find(({ isWhole }) => isWhole);
  if (usual === undefined) throw noWeights(paths);
  return usual.path;
}

/** An ONNX file names its weights as its exporter did, and may pack them: parts of the model are often not told by them. */
async function fromOnnx(folder: string, weights: string | null, config: DescriptionSource['config']): Promise<Weights> {
  const name = weights ?? (await onnxIn(folder, config));
  const outline = readOutline(join(folder, name), name);
  return {
    tensors: outline.weights.map(({ dtype, elements, ...each }) => {
      return { ...each, elements, dtype, bytes: Math.ceil(elements * bytesOf(dtype)), place: null, file: 0 };
    }),
    withoutTensors: null,
    used: null,
    files: [name],
    withoutStatistics: null,
    bytesRead: 0,
  };
}

/** Bytes of an element by the bits in the name of its type: 4 of `float32`, a half of `int4`. */
function bytesOf(dtype: string): number {
  const bits = Number(/\d+/.exec(dtype)?.[0] ?? 32);
  return bits / 8;
}
