import type { ProblemType } from '../../common/contracts/model';
import type { RunFile } from '../../common/contracts/training/run-file';
import type { DataReport } from '../../common/contracts/training/run-folder';
import { LensError } from '../../common/errors/lens-error';
import type { CancellationSignal } from '../../common/rpc/cancellation';
import type { TrainingBatch } from '../train/trainable-model';
import type { DataModel } from './data-model';
import type { Example } from './examples/example';

/** The keys of a run file that say what is read and how. */
export type DataSettings = Pick<
  RunFile,
  | 'task'
  | 'problem_type'
  | 'train_file'
  | 'validation_file'
  | 'validation_size'
  | 'train_size'
  | 'text_column'
  | 'text_pair_column'
  | 'label_column'
  | 'target_column'
  | 'tokens_column'
  | 'label_separator'
  | 'labels'
  | 'bad_rows'
  | 'max_length'
  | 'mlm_probability'
  | 'seed'
>;

export interface ReadOptions {
  /** What the files of the run file are relative to. */
  readonly folder: string;
  readonly model: DataModel;
  readonly signal: CancellationSignal;
  /** Told a few times a second at most; `total` is null where it is not known. */
  readonly progress: (progress: DataProgress) => void;
}

export interface DataProgress {
  readonly phase: 'reading' | 'tokenizing';
  readonly done: number;
  readonly total: number | null;
  /** What `done` and `total` count. */
  readonly unit: 'bytes' | 'rows';
}

/** Where the labels were found: what a head of the model's own already knows is `model`. */
export type LabelOrigin = 'run-file' | 'model' | 'class-names' | 'data';

export interface CollateOptions {
  /**
   * Of fill-mask: the masks of a row follow from (seed, epoch, row) alone, so a resumed run draws the same. Null for an
   * evaluation, whose masks stay the same.
   */
  readonly epoch: number | null;
}

/** Rows as examples, ready to be put into batches. */
export interface TrainingData {
  readonly report: DataReport;
  /** Of text classification: as the run file says, else told from the labels. Null for other tasks. */
  readonly problemType: ProblemType | null;
  /** In the order of ids: what the trained model's `id2label` is to be. Empty for tasks without labels. */
  readonly labels: readonly string[];
  /** Null for tasks without labels. */
  readonly labelOrigin: LabelOrigin | null;
  readonly train: readonly Example[];
  /** Empty where nothing is kept for evaluation. */
  readonly validation: readonly Example[];
  /**
   * Pads examples of this data to the longest of them, on the tokenizer's side, with their labels: -100 where nothing is
   * asked. Token types are given where the tokenizer makes any but 0; the decoder of an encoder-decoder is given the labels
   * moved one place to the right behind its start token, padding in place of -100.
   */
  readonly collate: (examples: readonly Example[], options: CollateOptions) => TrainingBatch;
}

/** Rows that cannot be used, where the run file says that there must be none. What was found is in `report`. */
export class BadRowsError extends LensError {
  constructor(
    message: string,
    help: string,
    readonly report: DataReport,
  ) {
    super('bad-file', message, help);
  }
}

/** What `readTrainingData` is, for those who are given another in tests. */
export type ReadTrainingData = (settings: DataSettings, options: ReadOptions) => Promise<TrainingData>;
