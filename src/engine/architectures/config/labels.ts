import { LensError } from '../../../common/errors/lens-error';
import type { ProblemType } from '../../../common/contracts/model';
import type { RawConfig } from './raw-config';

/**
 * The labels in order of ids, by the rules of transformers' `PreTrainedConfig`: the entries of `id2label` are counted. A
 * `num_labels` that is another number wins, and no name is kept then. Without both there are two (three of BART). Ids
 * without a name are LABEL_0, LABEL_1, ...
 */
export function labelsOf(config: RawConfig): string[] {
  const names = new Map(Object.entries(config.id2label ?? {}).map(([id, label]) => [Number(id), label]));
  const given = config.id2label ? Object.keys(config.id2label).length : null;
  const count = config.num_labels ?? given ?? (config.model_type === 'bart' ? 3 : 2);
  const isNamed = count === given;
  return Array.from({ length: count }, (_, id) => (isNamed ? names.get(id) : undefined) ?? `LABEL_${id}`);
}

/**
 * How the logits are read: what the config says, else regression for one label and one choice among several.
 * @throws LensError `bad-file` for a single choice among one label, which transformers refuses as well
 */
export function problemTypeOf(config: RawConfig, labels: readonly string[]): ProblemType {
  const given = config.problem_type ?? null;
  if (given === 'single_label_classification' && labels.length === 1) {
    throw new LensError(
      'bad-file',
      'config.json: "problem_type" is "single_label_classification", but there is only one label.',
    );
  }
  return given ?? (labels.length === 1 ? 'regression' : 'single_label_classification');
}
