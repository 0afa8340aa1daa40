import type { ModelDescription, TensorStatistics } from '../../common/contracts/description';
import type { ModelInfo } from '../../common/contracts/model';
import type { ConfigSource } from './config-source';

export interface ConfigParts {
  readonly source: ConfigSource;
  readonly listTensors: boolean;
  readonly statistics: TensorStatistics | null;
}

/** Everything that is known of a model, as one JSON document. */
export function configJson({ source, listTensors, statistics }: ConfigParts): object {
  const { description, info, problem } = source;
  const labels = info?.labels ?? description.labels.names;
  return {
    ...(info ?? infoOf(description)),
    parameters: description.parameters?.total ?? info?.parameters ?? null,
    kvHeads: description.kvHeads,
    headSize: description.headSize,
    ...stackLayers(description),
    labels: Object.fromEntries(labels.map((label, id) => [id, label])),
    runs: problem === null,
    problem,
    parts: Object.fromEntries(description.parameters?.parts.map(({ part, parameters }) => [part, parameters]) ?? []),
    tied: description.parameters?.tied ?? null,
    memory: description.memory,
    specialTokens: description.specialTokens,
    diagram: description.diagram,
    config: JSON.parse(description.configText?.replace(/^\uFEFF/, '') ?? 'null') as unknown,
    defaults: Object.fromEntries(
      description.configuration.filter(({ isDefault }) => isDefault).map(({ name, value }) => [name, value]),
    ),
    tensorCount: description.tensorCount,
    ...(listTensors ? { tensors: listed(description) } : {}),
    ...(statistics ? { statistics } : {}),
  };
}

/** `layers` is the decoder's where there are two stacks. */
function stackLayers({ kind, diagram }: ModelDescription): object {
  if (kind !== 'encoder-decoder') return {};
  const layersOf = (name: string): number | null => diagram.stacks.find((stack) => stack.name === name)?.layers ?? null;
  return { encoderLayers: layersOf('encoder'), decoderLayers: layersOf('decoder') };
}

/** The facts of a model that does not run. */
function infoOf(description: ModelDescription): Omit<ModelInfo, 'architecture'> & { architecture: string | null } {
  const { architecture, className, kind, task, layers, heads, hiddenSize, vocabSize, maxPositions, memory } =
    description;
  return {
    ...{ architecture, className, kind, task, layers, heads, hiddenSize, vocabSize, maxPositions },
    parameters: description.parameters?.total ?? null,
    dtypes: [...memory.dtypes],
    weightFiles: [...description.files],
    weightBytes: memory.weights ?? 0,
    labels: description.labels.names,
    problemType: null,
    missingHead: [],
  };
}

function listed({ tensors, files }: ModelDescription): object[] {
  return tensors.map(({ file, ...tensor }) => ({ ...tensor, file: file === null ? null : (files[file] ?? null) }));
}
