import type { DataReading } from '../../../common/contracts/training/data-reading';
import type { DataModel } from '../data-model';
import type { LoadedRows } from '../load/load-rows';

/** How rows were read, in full. @param model what reads them; null where none was chosen */
export function readingOf(
  { guess, delimiters, labels }: Pick<LoadedRows, 'guess' | 'delimiters' | 'labels'>,
  model: Pick<DataModel, 'kind' | 'endTokenId'> | null,
): DataReading {
  const { text_column, text_pair_column, label_column, target_column, tokens_column, label_separator } = guess;
  return {
    ...{ text_column, text_pair_column, label_column, target_column, tokens_column, label_separator },
    problem_type: labels.problemType,
    delimiters: [...delimiters],
    labelForm: labels.form,
    labelNames: [...labels.names],
    model: model === null ? null : { kind: model.kind, endTokenId: model.endTokenId },
  };
}
