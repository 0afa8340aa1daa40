import type { ProblemType } from '../../../common/contracts/model';
import type { TrainingTask } from '../../../common/contracts/training/run-file';
import { LensError } from '../../../common/errors/lens-error';
import { labelsOf, problemTypeOf } from '../../architectures/config/labels';
import { refuseUncovered, type RawConfig } from '../../architectures/config/raw-config';
import { findArchitecture } from '../../architectures/registry';
import type { Architecture, ConfiguredArchitecture, HeadName } from '../../architectures/architecture';
import { classNameOf, headOf } from './task-class';

/** What a task makes of a model's config. */
export interface TaskConfig {
  /** As a checkpoint of the trained model has it. */
  readonly raw: RawConfig;
  readonly architecture: Architecture;
  readonly configured: ConfiguredArchitecture;
  readonly head: HeadName;
  /** Of classification; a language model has none. */
  readonly labels: readonly string[];
  readonly problemType: ProblemType | null;
}

export interface TaskChoices {
  readonly task: TrainingTask;
  readonly labels: readonly string[] | null;
  readonly problemType: ProblemType | null;
}

/**
 * The config of a model as the task's class has it: its head, its labels, what its logits mean.
 * @throws LensError `unsupported` where the architecture has no such head, `bad-file` for a config that cannot be
 */
export function taskConfig(given: RawConfig, { task, labels, problemType }: TaskChoices): TaskConfig {
  const architecture = findArchitecture(given.model_type);
  refuseUncovered(given, architecture.accepts);
  const head = headOf(task);
  const classified = task === 'text-classification' || task === 'token-classification';
  const named = classified && labels !== null ? withLabels(given, labels) : given;
  const raw: RawConfig = { ...named, architectures: [classNameOf(architecture, head)], dtype: 'float32' };
  delete raw['torch_dtype'];
  if (task === 'text-classification' && problemType !== null) raw.problem_type = problemType;
  const configured = architecture.configure(raw);
  // A model that sees the next word is not trained to tell it.
  const seesNext = head === 'ForCausalLM' && configured.facts.kind === 'encoder-only';
  if (!configured.hasHead(head) || seesNext) {
    throw new LensError(
      'unsupported',
      `Models of the architecture ${architecture.modelType} cannot be trained for ${task}.`,
      'Choose another task, or a model of another architecture.',
    );
  }
  const names = classified ? labelsOf(raw) : [];
  return {
    ...{ raw, architecture, configured, head, labels: names },
    problemType: task === 'text-classification' ? problemTypeOf(raw, names) : null,
  };
}

/** The labels as transformers writes them; `num_labels` is told by them. */
function withLabels(given: RawConfig, labels: readonly string[]): RawConfig {
  const raw: RawConfig = {
    ...given,
    id2label: Object.fromEntries(labels.map((label, id) => [String(id), label])),
    label2id: Object.fromEntries(labels.map((label, id) => [label, id])),
  };
  delete raw.num_labels;
  return raw;
}
