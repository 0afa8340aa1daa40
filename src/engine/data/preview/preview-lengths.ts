import type { DataPreview, PreviewSettings } from '../../../common/contracts/training/data-view';
import type { TrainingTask } from '../../../common/contracts/training/run-file';
import type { CancellationSignal } from '../../../common/rpc/cancellation';
import type { DataModel } from '../data-model';
import { encodeRows } from '../examples/encode-rows';
import { encoderFor } from '../examples/encoder';
import { maxLengthOf } from '../examples/max-length';
import { lengthsOf } from '../report/lengths';
import type { LabelledRow } from '../rows/labelled-row';
import type { DataProgress } from '../training-data';
import type { Problems } from './problems';

/** The histogram is of so many rows, spread over all of them. */
const mostRows = 5000;

export interface LengthOptions {
  readonly task: TrainingTask;
  readonly settings: Pick<PreviewSettings, 'max_length'>;
  readonly model: DataModel;
  readonly signal: CancellationSignal;
  readonly tell: (progress: DataProgress) => void;
}

/** The cut that was asked for; that of the model, with a problem noted, where it has no room for that. */
export async function previewMaxLength(asked: number | null, model: DataModel, problems: Problems): Promise<number> {
  return (await problems.tried('max_length', () => maxLengthOf(asked, model))) ?? maxLengthOf(null, model);
}

/** How long rows are in tokens. @throws LensError `cancelled`, and what the tokenizer throws */
export async function previewLengths(
  rows: readonly LabelledRow[],
  { task, settings, model, signal, tell }: LengthOptions,
): Promise<DataPreview['report']['lengths']> {
  const every = Math.max(1, rows.length / mostRows);
  const some = Array.from({ length: Math.min(rows.length, mostRows) }, (_, index) => rows[Math.floor(index * every)]);
  const chosen = some.filter((row) => row !== undefined);
  const maxLength = Math.min(settings.max_length ?? Infinity, maxLengthOf(null, model));
  const { lengths } = await encodeRows(chosen, {
    encoder: encoderFor(task, model, maxLength),
    filler: 0,
    files: [],
    signal,
    onRows: (done) => tell({ phase: 'tokenizing', done, total: chosen.length, unit: 'rows' }),
  });
  return lengthsOf(lengths, maxLength);
}
