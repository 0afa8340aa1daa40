import type { DataPreview, PreviewSettings } from '../../../common/contracts/training/data-view';
import type { CancellationSignal } from '../../../common/rpc/cancellation';
import type { DataModel } from '../data-model';
import { rowsProblem } from '../load/check-rows';
import { loadRows, openData, type LoadedRows, type OpenedData } from '../load/load-rows';
import { throttled } from '../load/throttled';
import { readDataModel } from '../read-data-model';
import { parted } from '../read-training-data';
import { rowReport } from '../report/data-report';
import { roleProblems } from '../rows/roles';
import type { DataProgress } from '../training-data';
import { previewLengths, previewMaxLength } from './preview-lengths';
import { previewRows } from './preview-rows';
import { Problems } from './problems';

/** A larger file is looked at in part, so that the form is soon filled in. */
const limit = { rows: 100_000, bytes: 32_000_000 };

export interface PreviewParams {
  readonly settings: PreviewSettings;
  readonly modelFolder: string | null;
  readonly dataFolder: string;
}

export interface PreviewContext {
  readonly signal: CancellationSignal;
  readonly progress: (progress: DataProgress) => void;
}

/**
 * Reads data as training would and says what is in it; what a person has to mend is told beside what was found.
 * @throws LensError `not-found`, `bad-file`, `usage`, `too-big` where the training file cannot be read at all, `cancelled`
 */
export async function previewData(params: PreviewParams, { signal, progress }: PreviewContext): Promise<DataPreview> {
  const { settings, modelFolder: folder, dataFolder } = params;
  const problems = new Problems(signal);
  const model = folder === null ? null : await problems.tried('model', () => readDataModel(folder));
  const opened = await openData(settings, { folder: dataFolder, model, signal });
  const tell = throttled(progress);
  const open = roleProblems(opened.table, opened.guess);
  for (const { key, error } of open) problems.add(key, error);
  const onBytes = (done: number, total: number) => {
    tell({ phase: 'reading', done: Math.min(done, limit.bytes), total: Math.min(total, limit.bytes), unit: 'bytes' });
  };
  const load = () => loadRows(opened, settings, { folder: dataFolder, model, signal, onBytes, limit });
  const loaded = open.length > 0 ? null : await problems.tried('validation_file', load);
  if (loaded === null) return withoutRows(opened, problems);
  const found = await foundIn(loaded, { settings, model, problems, signal, tell });
  const maxLength = model === null ? null : await previewMaxLength(settings.max_length ?? null, model, problems);
  return {
    ...headOf(opened),
    rows: await previewRows(opened.first, loaded, model, maxLength),
    complete: loaded.complete,
    ...found,
    problems: problems.list,
  };
}

interface FindContext {
  readonly settings: PreviewSettings;
  readonly model: DataModel | null;
  readonly problems: Problems;
  readonly signal: CancellationSignal;
  readonly tell: (progress: DataProgress) => void;
}

async function foundIn(
  loaded: LoadedRows,
  { settings, model, problems, signal, tell }: FindContext,
): Promise<Pick<DataPreview, 'report' | 'labelOrigin'>> {
  const problem = rowsProblem(loaded);
  if (problem !== null) problems.add(problem.key, problem.error);
  const split =
    loaded.train.length === 0 ? null : await problems.tried('validation_size', () => parted(loaded, settings));
  const { train, validation } = split ?? loaded;
  const report = rowReport(loaded, train, validation.length, model);
  const lengths =
    model === null
      ? null
      : await previewLengths([...train, ...validation], { task: loaded.roles.task, settings, model, signal, tell });
  return { report: { ...report, lengths }, labelOrigin: loaded.labels.origin };
}

function headOf({
  table,
  columns,
  guess,
}: OpenedData): Pick<DataPreview, 'format' | 'delimiter' | 'columns' | 'guess'> {
  return {
    format: table.format,
    delimiter: table.delimiter,
    columns: columns.map(({ name, kind, classNames, distinct }) => ({ name, kind, classNames, distinct })),
    guess,
  };
}

/** Columns and first rows, where it is not known what they are for. */
async function withoutRows(opened: OpenedData, problems: Problems): Promise<DataPreview> {
  const { table, first } = opened;
  return {
    ...headOf(opened),
    rows: await previewRows(first, null, null, null),
    complete: false,
    report: {
      files: [{ path: table.path, rows: first.length }],
      trainRows: 0,
      validationRows: 0,
      badRows: [],
      badRowCount: 0,
      labels: [],
      lengths: null,
    },
    labelOrigin: null,
    problems: problems.list,
  };
}
