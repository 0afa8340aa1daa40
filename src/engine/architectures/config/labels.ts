import { LensError } from '../../../common/errors/lens-error';
import type { ProblemType } from '../../../common/contracts/model';
import type { RawConfig } from './raw-config';

/**
 * The labels in order of ids, by the rules of transformers' `PreTrainedConfig`: the entries of `id2label` are counted, and
 * without it there are `num_labels` of them, or two (three of BART). Ids without a name there are LABEL_0, LABEL_1, ...
 */
export function labelsOf(config: RawConfig): string[] {
  const given = config.id2label ?? null;
  const names = new Map(Object.entries(given ?? {}).map(([id, label]) => [Number(id), label]));
  const count = given === null ? (config.num_labels ?? (config.model_type === 'bart' ? 3 : 2)) : Object.keys(given).length;
  return Array.from({ length: count }, (_, id) => names.get(id) ?? `LABEL_${id}`);
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
