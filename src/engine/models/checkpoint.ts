import type { ModelInfo, ProblemType } from '../../common/contracts/model';
import type { BodyFacts } from '../architectures/architecture';
import { labelsOf, problemTypeOf } from '../architectures/config/labels';
import { refuseUncovered } from '../architectures/config/raw-config';
import type { PositionRule } from '../architectures/parts/positions';
import { findArchitecture } from '../architectures/registry';
import { torchNameOf } from '../formats/safetensors/dtypes';
import type { GraphRecord } from '../graph/record';
import { CheckpointBinding } from './bind-weights';
import { buildBody, buildWithHead, type GraphParts } from './build-graph';
import { readClassName, type ClassFacts } from './class-name';
import { readConfig } from './read-config';
import { findWeightFiles, type StoredEntry, type WeightFiles } from './weight-files';

/** A model that was found to be sound and can be loaded. Nothing of its weights is in memory. */
export interface Checkpoint {
  readonly info: ModelInfo;
  readonly facts: BodyFacts;
  readonly positions: PositionRule;
  /** What the model computes. Weights are named as in the files. */
  readonly record: GraphRecord;
  readonly tensors: ReadonlyMap<string, StoredEntry>;
}

/**
 * Reads config.json and the headers of the weight files of a folder and checks that they fit together. No weights are
 * read, however large the model.
 * @param weights the file to use, relative to the folder; null for the usual ones
 * @throws LensError that says which file or which architecture is the reason, and what would help
 */
export async function readCheckpoint(folder: string, weights: string | null): Promise<Checkpoint> {
  const config = await readConfig(folder);
  const architecture = findArchitecture(config.model_type);
  refuseUncovered(config);
  const configured = architecture.configure(config);
  const labels = labelsOf(config);
  const problemType = problemTypeOf(config, labels);
  const files = await findWeightFiles(folder, weights);
  const parts: GraphParts = {
    architecture: configured,
    body: new CheckpointBinding(files, `${architecture.baseName}.`),
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
  return {
    info,
    facts: configured.facts,
    positions: configured.positions,
    record: built.record,
    tensors: files.tensors,
  };
}

interface Built {
  readonly record: GraphRecord;
  readonly task: string | null;
  readonly missing: readonly string[];
}

/**
 * The model with the head of its class. A class without one, or with one that is not built yet, is the bare body; what a
 * classification head would need is then named as missing. A bare class whose file does hold a classification head is
 * taken for a classifier, as Python's pipeline takes it.
 */
function build(parts: GraphParts, { task, head }: ClassFacts): Built {
  const classification = buildWithHead(parts, head ?? 'ForSequenceClassification', head !== null);
  const complete = classification.missing.length === 0;
  if (complete && (head !== null || task === null)) {
    return { ...classification, task: task ?? 'text-classification' };
  }
  return { record: buildBody(parts), task, missing: classification.missing };
}

function bodyInfo({ kind, layers, heads, hiddenSize, vocabSize, maxPositions }: BodyFacts) {
  return { kind, layers, heads, hiddenSize, vocabSize, maxPositions };
}

function weightInfo({ parameters }: GraphRecord, files: WeightFiles) {
  const entries = parameters.flatMap(({ name }) => files.tensors.get(name) ?? []);
  return {
    parameters: entries.reduce((sum, entry) => sum + entry.shape.reduce((a, b) => a * b, 1), 0),
    dtypes: [...new Set(entries.map((entry) => torchNameOf(entry.dtype)))],
    weightFiles: [...files.names],
    weightBytes: files.bytes,
  };
}

function headInfo(labels: string[], problemType: ProblemType, task: string | null) {
  if (task === 'text-classification') return { labels, problemType };
  return { labels: task === 'token-classification' ? labels : [], problemType: null };
}
