import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import type { ModelInfo } from '../../../common/contracts/model';
import { LensError } from '../../../common/errors/lens-error';
import {
  countsAfterPadding,
  generalFacts,
  paddingId,
  type GeneralFacts,
} from '../../architectures/config/general-facts';
import type { DecoderFacts } from '../../architectures/config/decoder-facts';
import type { RawConfig } from '../../architectures/config/raw-config';
import { countedPositions, positionsAfterPadding, type PositionRule } from '../../architectures/parts/positions';
import { findArchitecture } from '../../architectures/registry';
import { readOutline } from '../../formats/onnx/reading/outline';
import { readClassName } from '../class-name';
import { withStartToken } from '../start-token';
import { findDataFiles, type DataFile } from './data-files';
import { decoderOfFile } from './decoder-of-file';
import { innerResults } from './inner-results';
import { planInputs, type InputPlan } from './input-plan';
import { onnxInfo } from './onnx-info';
import { planOutputs, type Result } from './output-plan';

/** A model that runs from an ONNX file. Nothing of its weights is in memory. */
export interface OnnxCheckpoint {
  readonly format: 'onnx';
  readonly info: ModelInfo;
  readonly facts: GeneralFacts;
  readonly positions: PositionRule;
  /** How the decoder of an encoder-decoder begins; null for models with one stack. */
  readonly decoder: DecoderFacts | null;
  readonly padTokenId: number;
  /** Where the file really is. */
  readonly path: string;
  /** Relative to the model's folder. */
  readonly name: string;
  readonly inputs: InputPlan;
  /** The file's own results, then those that were found inside its graph. */
  readonly results: readonly Result[];
  /** A sentence on why there are no attentions or hidden states; null where there are. */
  readonly missing: string | null;
  /** True for a file that is told how long texts are instead of which tokens are padding. */
  readonly readsLengths: boolean;
  readonly data: readonly DataFile[];
}

/**
 * Reads the structure of an ONNX file and checks that its inputs can be given. No weights are read.
 * @param name of the file, relative to the model's folder, with `/`
 * @throws LensError that says what is wrong with which file
 */
export async function readOnnxCheckpoint(folder: string, name: string, raw: RawConfig): Promise<OnnxCheckpoint> {
  const config = await withStartToken(folder, raw);
  const outline = readOutline(join(folder, name), name);
  const inputs = planInputs(outline.inputs, name);
  const own = planOutputs(outline.outputs, name);
  const data = await findDataFiles(folder, name, outline.external);
  const files = {
    names: [name, ...data.map((file) => file.name)],
    bytes: data.reduce((sum, { bytes }) => sum + bytes, outline.fileSize),
  };
  const known = knownArchitecture(config);
  const facts = { ...generalFacts(config), ...known?.architecture.facts };
  const decoder = decoderOfFile(config, facts.kind, inputs, known);
  const more = { hasTarget: decoder !== null, hasProjection: hasProjection(config, facts) };
  const inner = innerResults(outline.inner, own, { ...facts, ...more }, name);
  return {
    format: 'onnx',
    info: onnxInfo(config, { ...facts, maxPositions: shorter(facts.maxPositions, inputs.positions) }, outline, files),
    facts,
    positions: countsAfterPadding(config) ? positionsAfterPadding(paddingId(config, 1)) : countedPositions,
    decoder,
    padTokenId: paddingId(config, 0),
    path: await realpath(join(folder, name)),
    name,
    inputs,
    results: [...own, ...inner.results],
    missing: inner.missing,
    readsLengths: outline.inner.readsLengths,
    data,
  };
}

/** The model's architecture with the defaults of its class, and its head; null where it is not built here. */
function knownArchitecture(config: RawConfig) {
  try {
    const architecture = findArchitecture(config.model_type);
    const { head } = readClassName(config.architectures?.[0] ?? null, architecture);
    return { architecture: architecture.configure(config), head };
  } catch (error) {
    if (error instanceof LensError) return null;
    throw error;
  }
}

/** True where the last state is brought to another size before it is given (OPT's `word_embed_proj_dim`). */
function hasProjection({ word_embed_proj_dim: size }: RawConfig, { hiddenSize }: GeneralFacts): boolean {
  return typeof size === 'number' && size !== hiddenSize;
}

function shorter(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.min(a, b);
}
