import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
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
import { readClassName } from '../class-name';
import { withStartToken } from '../start-token';
import { checkEncoder, checkPast } from './check-partners';
import { decoderOfFile } from './decoder-of-file';
import { onnxSetOf } from './file-sets';
import { innerResults, type InnerFacts } from './inner-results';
import { planInputs, type InputPlan } from './input-plan';
import { readOnnxFile, storedFiles, type OnnxFile, type TextFile } from './onnx-file';
import { onnxInfo } from './onnx-info';
import { planOutputs, type Result } from './output-plan';

/** A model that runs from ONNX files. Nothing of its weights is in memory. */
export interface OnnxCheckpoint {
  readonly format: 'onnx';
  readonly info: ModelInfo;
  readonly facts: GeneralFacts;
  readonly positions: PositionRule;
  /** How the decoder of an encoder-decoder begins; null for models with one stack. */
  readonly decoder: DecoderFacts | null;
  readonly padTokenId: number;
  /** The whole model, or its decoder. */
  readonly main: TextFile;
  /** Of an encoder-decoder in several files; else null. */
  readonly encoder: TextFile | null;
  /** The decoder for what comes behind a past, where that is a file of its own. */
  readonly withPast: OnnxFile | null;
  /** The results of all files, of each those of its own first. */
  readonly results: readonly Result[];
  /** A sentence on why there are no attentions or hidden states; null where there are. */
  readonly missing: string | null;
  /** True for a file that is told how long texts are instead of which tokens are padding. */
  readonly readsLengths: boolean;
}

/**
 * Reads the structure of ONNX files and checks that their inputs can be given. No weights are read.
 * @param name of a file of the model, relative to its folder, with `/`; those that belong to it are found by their names
 * @throws LensError that says what is wrong with which file, or which is missing
 */
export async function readOnnxCheckpoint(folder: string, name: string, raw: RawConfig): Promise<OnnxCheckpoint> {
  const config = await withStartToken(folder, raw);
  const known = knownArchitecture(config);
  const facts = { ...generalFacts(config), ...known?.architecture.facts };
  const set = onnxSetOf(name, await filesBeside(folder, name), facts.kind);
  const encoder = set.encoder === null ? null : await readOnnxFile(folder, set.encoder);
  const main = await readOnnxFile(folder, set.main.path);
  const withPast = set.withPast === null ? null : await readOnnxFile(folder, set.withPast);
  if (encoder !== null) checkEncoder(encoder, main);
  if (withPast !== null) checkPast(main, withPast);
  const inputs = planInputs(main.outline.inputs, main.name, encoder === null ? 'model' : 'decoder');
  const decoder = decoderOfFile(config, facts.kind, inputs, known);
  const more = { ...facts, hasTarget: decoder !== null, hasProjection: hasProjection(config, facts) };
  const body = partOf(main, inputs, more, encoder === null ? 'whole' : 'decoder');
  const head = encoder && partOf(encoder, planEncoder(encoder), more, 'encoder');
  const parts = [head, body].filter((part) => part !== null);
  const outlines = {
    outputs: main.outline.outputs,
    weights: [encoder, main].flatMap((file) => file?.outline.weights ?? []),
  };
  const read = [encoder, main, withPast].filter((file) => file !== null);
  const positions = shorter(facts.maxPositions, (head ?? body).file.inputs.positions);
  return {
    format: 'onnx',
    info: onnxInfo(config, { ...facts, maxPositions: positions }, outlines, storedFiles(read)),
    facts,
    positions: countsAfterPadding(config) ? positionsAfterPadding(paddingId(config, 1)) : countedPositions,
    decoder,
    padTokenId: paddingId(config, 0),
    ...{ main: body.file, encoder: head?.file ?? null, withPast },
    results: resultsOfAll(parts.map(({ file }) => file)),
    missing: parts.map(({ missing }) => missing).find((missing) => missing !== null) ?? null,
    readsLengths: read.some(({ outline }) => outline.inner.readsLengths),
  };
}

/** The files in the folder of a file, by their paths from the model's folder. */
async function filesBeside(folder: string, name: string): Promise<string[]> {
  const place = dirname(name) === '.' ? '' : `${dirname(name)}/`;
  const names = await readdir(join(folder, place)).catch(() => []);
  return names.map((each) => place + each);
}

type Read = Awaited<ReturnType<typeof readOnnxFile>>;

/** @throws LensError `unsupported` for an encoder that is made for texts of one size */
function planEncoder({ outline, name }: Read): InputPlan {
  const plan = planInputs(outline.inputs, name);
  if (plan.rows === null && plan.positions === null) return plan;
  throw new LensError('unsupported', `${name} takes texts of a fixed size, which cannot be given to two files yet.`);
}

function partOf(
  { outline, ...file }: Read,
  inputs: InputPlan,
  facts: Omit<InnerFacts, 'part'>,
  part: InnerFacts['part'],
): { readonly file: TextFile; readonly missing: string | null } {
  const own = planOutputs(outline.outputs, file.name, part);
  const inner = innerResults(outline.inner, own, { ...facts, part }, file.name);
  return { file: { ...file, inputs, results: [...own, ...inner.results] }, missing: inner.missing };
}

/** What an older decoder's file hands on of its encoder's results is there once. */
function resultsOfAll(files: readonly TextFile[]): Result[] {
  return [...new Map(files.flatMap(({ results }) => results).map((each) => [each.name, each])).values()];
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
