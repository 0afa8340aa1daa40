import type { ModelInfo } from '../../../common/contracts/model';
import type { GeneralFacts } from '../../architectures/config/general-facts';
import { labelsOf, problemTypeOf } from '../../architectures/config/labels';
import type { RawConfig } from '../../architectures/config/raw-config';
import type { OnnxOutline, OnnxValue } from '../../formats/onnx/reading/outline';
import { taskOfClass } from '../class-name';

/** Weight files of a model, relative to its folder. */
export interface StoredFiles {
  readonly names: readonly string[];
  readonly bytes: number;
}

/** What the files give, and the weights of all of them. */
type Outline = Pick<OnnxOutline, 'outputs' | 'weights'>;

/**
 * Facts of a model that runs from an ONNX file: its config.json says what the numbers mean, whatever the architecture,
 * and the file what it computes.
 * @throws LensError `bad-file` for a config that contradicts itself
 */
export function onnxInfo(config: RawConfig, facts: GeneralFacts, outline: Outline, files: StoredFiles): ModelInfo {
  const className = config.architectures?.[0] ?? null;
  const task = taskOf(className, outline.outputs);
  const { kind, layers, heads, hiddenSize, vocabSize, maxPositions } = facts;
  return {
    architecture: config.model_type ?? 'unknown',
    className,
    kind,
    task,
    ...{ layers, heads, hiddenSize, vocabSize, maxPositions },
    parameters: outline.weights.reduce((sum, { elements }) => sum + elements, 0),
    dtypes: dtypesOf(outline),
    weightFiles: [...files.names],
    weightBytes: files.bytes,
    ...headInfo(config, task, outline.outputs),
    missingHead: [],
  };
}

/** The class's task if the file computes what it needs; a bare class whose file gives logits for a text classifies. */
function taskOf(className: string | null, outputs: readonly OnnxValue[]): string | null {
  const task = taskOfClass(className);
  const find = (name: string) => outputs.find((output) => output.name === name);
  if (task === 'question-answering') return find('start_logits') && find('end_logits') ? task : null;
  const logits = find('logits');
  if (logits === undefined) return null;
  const rank = logits.shape?.length ?? null;
  if (task === null) return rank === 2 ? 'text-classification' : null;
  return task === 'text-classification' && rank !== null && rank !== 2 ? null : task;
}

function headInfo(config: RawConfig, task: string | null, outputs: readonly OnnxValue[]) {
  const known = labelsOf(config);
  const size = outputs.find(({ name }) => name === 'logits')?.shape?.at(-1);
  const isPlausible = typeof size === 'number' && size > 0 && size <= 1_000_000;
  const labels = isPlausible ? Array.from({ length: size }, (_, id) => known[id] ?? `LABEL_${id}`) : known;
  if (task === 'text-classification') return { labels, problemType: problemTypeOf(config, labels) };
  return { labels: task === 'token-classification' ? labels : [], problemType: null };
}

/** Element types of the weights, those of most weights first. */
function dtypesOf({ weights }: Outline): string[] {
  const counts = new Map<string, number>();
  for (const { dtype, elements } of weights) counts.set(dtype, (counts.get(dtype) ?? 0) + elements);
  return [...counts].toSorted(([, a], [, b]) => b - a).map(([dtype]) => dtype);
}
