import type { ModelInfo, ProblemType } from '../../common/contracts/model';
import type { Architecture, BodyFacts, HeadName } from '../architectures/architecture';
import type { DecoderFacts } from '../architectures/config/decoder-facts';
import { generalFacts, type GeneralFacts } from '../architectures/config/general-facts';
import { labelsOf, problemTypeOf } from '../architectures/config/labels';
import { refuseUncovered, type RawConfig } from '../architectures/config/raw-config';
import type { PositionRule } from '../architectures/parts/positions';
import { findArchitecture } from '../architectures/registry';
import { isBuffer } from '../describe/tensors/buffers';
import { torchNameOf } from '../formats/safetensors/dtypes';
import type { GraphRecord } from '../graph/record';
import { CheckpointBinding } from './bind-weights';
import { buildBody, buildForGeneration, buildWithHead, type GraphParts } from './build-graph';
import { readClassName, type ClassFacts } from './class-name';
import type { StoredEntry, WeightFiles } from './weight-files';

/** A checkpoint of an architecture that is built here, found to be sound. Nothing of its weights is in memory. */
export interface RecordedCheckpoint {
  readonly format: 'safetensors';
  readonly info: ModelInfo;
  readonly facts: BodyFacts & Pick<GeneralFacts, 'kvHeads' | 'encoderLayers' | 'decoderLayers'>;
  readonly positions: PositionRule;
  /** How the decoder of an encoder-decoder begins; null for models with one stack. */
  readonly decoder: DecoderFacts | null;
  /** True where the texts of a batch could not be told from their padding. */
  readonly oneTextOnly: boolean;
  /** What the model computes. Weights are named as in the files. */
  readonly record: GraphRecord;
  /** Records the language model with a cache of keys and values (`CacheGraph`); null for models that are none. */
  readonly recordGeneration: (() => GraphRecord) | null;
  readonly tensors: ReadonlyMap<string, StoredEntry>;
}

/**
 * Refuses a config whose model is not built here, before anything of its weights is looked at.
 * @throws LensError `unsupported` or `bad-file`
 */
export function checkConfig(config: RawConfig): void {
  configure(config);
}

function configure(config: RawConfig) {
  const architecture = findArchitecture(config.model_type);
  refuseUncovered(config, architecture.accepts);
  const configured = architecture.configure(config);
  const labels = labelsOf(config);
  return { architecture, configured, labels, problemType: problemTypeOf(config, labels) };
}

/**
 * Puts a config and the headers of weight files together and checks that they fit. Reads no file.
 * @throws LensError that says which file or which architecture is the reason, and what would help
 */
export function recordCheckpoint(config: RawConfig, files: WeightFiles): RecordedCheckpoint {
  const { architecture, configured, labels, problemType } = configure(config);
  const parts: GraphParts = {
    architecture: configured,
    body: new CheckpointBinding(files, prefixIn(files, architecture)),
    beside: new CheckpointBinding(files, ''),
    numLabels: labels.length,
  };
  const className = config.architectures?.[0] ?? null;
  const built = build(parts, readClassName(className, architecture));
  const info: ModelInfo = {
    architecture: architecture.modelType,
    className,
    ...bodyInfo(configured.facts),
    ...weightInfo(built.record, files),
    ...headInfo(labels, problemType, built.task),
    task: built.task,
    missingHead: [...built.missing],
  };
  const general = generalFacts(config);
  const {
    heads,
    kvHeads = heads,
    encoderLayers = general.encoderLayers,
    decoderLayers = general.decoderLayers,
  } = configured.facts;
  return {
    format: 'safetensors',
    info,
    facts: { ...configured.facts, kvHeads, encoderLayers, decoderLayers },
    positions: configured.positions,
    decoder: configured.decoder(built.head),
    oneTextOnly: configured.oneTextOnly(built.head),
    record: built.record,
    recordGeneration: generationOf(parts, built.head),
    tensors: files.tensors,
  };
}

/** Where the files keep the body: the usual name, or another that they have. */
function prefixIn({ tensors }: WeightFiles, { baseNames }: Architecture): string {
  const prefixes = baseNames.map((name) => `${name}.`);
  const used = prefixes.find((prefix) => [...tensors.keys()].some((name) => name.startsWith(prefix)));
  return used ?? prefixes[0] ?? '';
}

interface Built {
  readonly record: GraphRecord;
  readonly head: HeadName | null;
  readonly task: string | null;
  readonly missing: readonly string[];
}

/**
 * The model with the head of its class. A class without one, or with one that is not built yet, is the bare body; what a
 * classification head would need is then named as missing. A bare class whose file does hold a classification head is
 * taken for a classifier, as Python's pipeline takes it.
 */
function build(parts: GraphParts, { task, head }: ClassFacts): Built {
  const tried = head ?? 'ForSequenceClassification';
  if (!parts.architecture.hasHead(tried)) return { record: buildBody(parts), head: null, task, missing: [] };
  const built = buildWithHead(parts, tried, head !== null);
  const complete = built.missing.length === 0;
  if (complete && (head !== null || task === null)) {
    return { ...built, head: tried, task: task ?? 'text-classification' };
  }
  return { record: buildBody(parts), head: null, task, missing: built.missing };
}

/** A language model that reads in both directions (BERT's without `is_decoder`) cannot read token by token. */
function generationOf(parts: GraphParts, head: HeadName | null): RecordedCheckpoint['recordGeneration'] {
  if (parts.architecture.facts.kind === 'encoder-only') return null;
  if (head !== 'ForCausalLM' && head !== 'ForConditionalGeneration') return null;
  return () => buildForGeneration(parts, head);
}

function bodyInfo({ kind, layers, heads, hiddenSize, vocabSize, maxPositions }: BodyFacts) {
  return { kind, layers, heads, hiddenSize, vocabSize, maxPositions };
}

function weightInfo({ parameters }: GraphRecord, files: WeightFiles) {
  const entries = parameters.flatMap(({ name }) => files.tensors.get(name) ?? []);
  return {
    parameters: countParameters(entries),
    dtypes: [...new Set(entries.map((entry) => torchNameOf(entry.dtype)))],
    weightFiles: [...files.names],
    weightBytes: files.bytes,
  };
}

/** Buffers are none, and a tensor that has two names counts once. */
function countParameters(entries: readonly StoredEntry[]): number {
  const weights = entries.filter(({ name, shape, dtype }) => !isBuffer({ name, shape, dtype: torchNameOf(dtype) }));
  const places = new Map(weights.map((entry) => [`${entry.path}:${entry.offset}:${entry.byteLength}`, entry]));
  return [...places.values()].reduce((sum, { shape }) => sum + shape.reduce((a, b) => a * b, 1), 0);
}

function headInfo(labels: string[], problemType: ProblemType, task: string | null) {
  if (task === 'text-classification') return { labels, problemType };
  return { labels: task === 'token-classification' ? labels : [], problemType: null };
}
