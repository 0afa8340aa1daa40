import { LensError } from '../../common/errors/lens-error';
import { collator } from './collate/collate';
import type { MaskSettings } from './collate/mask-tokens';
import type { DataModel } from './data-model';
import { encodeRows } from './examples/encode-rows';
import { encoderFor } from './examples/encoder';
import { maxLengthOf } from './examples/max-length';
import { loadRows, openData, type LoadedRows } from './load/load-rows';
import { rowsProblem } from './load/check-rows';
import { throttled } from './load/throttled';
import { badRowsInWords } from './report/bad-rows-in-words';
import { rowReport } from './report/data-report';
import { lengthsOf } from './report/lengths';
import type { LabelledRow } from './rows/labelled-row';
import { splitRows } from './split/split-rows';
import { BadRowsError, type DataSettings, type ReadOptions, type TrainingData } from './training-data';

/**
 * Reads the files of a run, finds out its labels, splits off what evaluations use, and encodes all rows. Columns that the
 * run file does not name are guessed by their names and cells. Bad rows are listed in the report, or with
 * `bad_rows: fail` refused.
 * @throws LensError `not-found` (a file, a column), `bad-file` (a file that is not what it says; no usable row; one class
 *   only), `usage` (settings that do not fit the data or the model), `too-big`, `cancelled`; BadRowsError
 */
export async function readTrainingData(settings: DataSettings, options: ReadOptions): Promise<TrainingData> {
  const { model, signal } = options;
  const maxLength = maxLengthOf(settings.max_length ?? null, model);
  const mask = settings.task === 'fill-mask' ? maskSettings(settings.mlm_probability, settings.seed, model) : null;
  const progress = throttled(options.progress);
  const given = withoutUndefined(settings);
  const opened = await openData(given, options);
  const onBytes = (done: number, total: number) => progress({ phase: 'reading', done, total, unit: 'bytes' });
  const loaded = await loadRows(opened, given, { ...options, onBytes, limit: null });
  const problem = rowsProblem(loaded);
  if (problem !== null && (problem.key !== 'train_file' || loaded.badRows.count === 0)) throw problem.error;
  refuseBadRows(loaded, settings, model, maxLength);
  if (problem !== null) throw problem.error;
  const { train, validation } = parted(loaded, settings);
  const encoding = {
    encoder: encoderFor(settings.task, model, maxLength),
    filler: model.endTokenId ?? model.padTokenId ?? 0,
    files: loaded.files.map(({ path }) => path),
    signal,
  };
  const total = train.length + validation.length;
  const onRows = (done: number) => progress({ phase: 'tokenizing', done, total, unit: 'rows' });
  const trained = await encodeRows(train, { ...encoding, onRows });
  const kept = await encodeRows(validation, { ...encoding, onRows: (done) => onRows(train.length + done) });
  const { labels, problemType, origin } = loaded.labels;
  const lengths = lengthsOf([...trained.lengths, ...kept.lengths], maxLength);
  return {
    report: { ...rowReport(loaded, train, validation.length, model), lengths },
    problemType,
    labels,
    labelOrigin: origin,
    train: trained.examples,
    validation: kept.examples,
    collate: collator({ task: settings.task, problemType, model, side: paddingSide(model), mask }),
  };
}

/** Decoders read from the first token on: padding before it would move its position. */
export function paddingSide({ kind, tokenizer }: DataModel): 'left' | 'right' {
  return kind === 'decoder-only' ? 'right' : tokenizer.info.paddingSide;
}

/** How rows are masked for fill-mask. @throws LensError `usage` for a tokenizer without a mask token */
export function maskSettings(probability: number, seed: number, model: DataModel): MaskSettings {
  const { maskTokenId, tokenizer } = model;
  if (maskTokenId === null) {
    const help = 'Choose a model such as BERT or RoBERTa, or the task text-generation.';
    throw new LensError('usage', 'The tokenizer of the model has no mask token, which fill-mask needs.', help);
  }
  const vocabSize = Math.min(tokenizer.info.vocabSize, model.vocabSize ?? Infinity);
  return { probability, seed, maskTokenId, vocabSize };
}

function refuseBadRows(loaded: LoadedRows, settings: DataSettings, model: DataModel, maxLength: number): void {
  if (settings.bad_rows === 'skip' || loaded.badRows.count === 0) return;
  const found = rowReport(loaded, loaded.train, loaded.validation.length, model);
  const report = { ...found, lengths: lengthsOf([], maxLength) };
  const { message, help } = badRowsInWords(report);
  throw new BadRowsError(message, help, report);
}

/** The rows that are trained on, and those that evaluations use. */
export function parted(
  { train: rows, validation, labels }: Pick<LoadedRows, 'train' | 'validation' | 'labels'>,
  settings: Pick<DataSettings, 'validation_size' | 'train_size' | 'validation_file' | 'seed'>,
): { train: readonly LabelledRow[]; validation: readonly LabelledRow[] } {
  const isOne = labels.problemType === 'single_label_classification';
  const ids = isOne ? Int32Array.from(rows, ({ label }) => Number(label)) : null;
  const size = settings.validation_file === undefined ? (settings.validation_size ?? null) : null;
  const split = splitRows(rows.length, ids, {
    validation: size,
    train: settings.train_size ?? null,
    seed: settings.seed,
  });
  const pick = (indices: Uint32Array) => Array.from(indices, (index) => rows[index]).filter((row) => row !== undefined);
  return { train: pick(split.train), validation: size === null ? validation : pick(split.validation) };
}

/** Settings that are missing, as a schema with exact optional keys has them. */
function withoutUndefined(settings: DataSettings) {
  const filled = Object.entries(settings).filter(([, value]) => value !== undefined);
  return Object.fromEntries(filled) as { [Key in keyof DataSettings]: Exclude<DataSettings[Key], undefined> };
}
