import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { ModelDescription } from '../../../common/contracts/description';
import type { TokenizerInfo } from '../../../common/contracts/tokens';
import { LensError } from '../../../common/errors/lens-error';
import { generalFacts } from '../../architectures/config/general-facts';
import { readOutline } from '../../formats/onnx/reading/outline';
import { findWeightFiles } from '../../models/find-weight-files';
import { onnxSetOf, onnxSetsAmong } from '../../models/onnx/file-sets';
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

/** An ONNX file and what is put before the names of its tensors. */
export interface DescribedFile {
  readonly name: string;
  readonly prefix: string;
}

/**
 * The ONNX files that a folder is described by, relative to it: one, or the encoder's and the decoder's, whose tensors are
 * then told apart by the names of the files.
 * @param weights of the model in use; null for the usual one
 * @throws LensError `not-found` where there is none
 */
export async function onnxIn(
  folder: string,
  weights: string | null,
  config: DescriptionSource['config'],
): Promise<DescribedFile[]> {
  const names = await readdir(folder, { recursive: true });
  const paths = names.map((name) => name.replaceAll('\\', '/'));
  const { kind } = generalFacts(config);
  const set =
    weights === null ? onnxSetsAmong(paths, kind).find(({ isWhole }) => isWhole) : onnxSetOf(weights, paths, kind);
  if (set === undefined) throw noWeights(paths);
  if (set.encoder === null) return [{ name: set.main.path, prefix: '' }];
  return [set.encoder, set.main.path].map((name) => ({ name, prefix: `${basename(name, '.onnx')}.` }));
}

/** An ONNX file names its weights as its exporter did, and may pack them: parts of the model are often not told by them. */
async function fromOnnx(folder: string, weights: string | null, config: DescriptionSource['config']): Promise<Weights> {
  const files = await onnxIn(folder, weights, config);
  const tensors = files.flatMap(({ name, prefix }, file) =>
    readOutline(join(folder, name), name).weights.map(({ dtype, elements, ...each }) => {
      const bytes = Math.ceil(elements * bytesOf(dtype));
      return { ...each, name: prefix + each.name, elements, dtype, bytes, place: null, file };
    }),
  );
  const names = files.map(({ name }) => name);
  return { tensors, withoutTensors: null, used: null, files: names, withoutStatistics: null, bytesRead: 0 };
}

/** Bytes of an element by the bits in the name of its type: 4 of `float32`, a half of `int4`. */
function bytesOf(dtype: string): number {
  const bits = Number(/\d+/.exec(dtype)?.[0] ?? 32);
  return bits / 8;
}
