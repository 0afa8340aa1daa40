import { readDataModel } from '../../engine/data';
import { openTable } from '../../engine/data/read/open-table';
import type { Table } from '../../engine/data/read/table';
import {
  isLanguageModel,
  scoreTable,
  type ScoreColumns,
  type ScoreSettings,
} from '../../engine/data/score/score-table';
import type { ScoreFindings } from '../../engine/data/score/scorer';
import type { Checkpoint } from '../../engine/models/checkpoint';
import { loadModel } from '../../engine/models/loaded-model';
import { missingHeadError } from '../../engine/tasks/missing-head';
import { LensError } from '../../common/errors/lens-error';
import { trainingTasks, type TrainingTask } from '../../common/contracts/training/run-file';
import type { Options, OptionSpecs } from '../arguments/options';
import { chosenCheckpoint } from '../model/chosen-checkpoint';
import { chosenRuntime, runOptions } from '../model/model-options';
import { outPath } from '../output/out-file';
import { formatTable } from '../output/table';
import type { Verb, VerbContext, VerbResult } from '../program/verb';
import { ScoreProgress } from '../score/score-progress';
import { fieldNames } from '../score/score-rows';
import { untilSignal } from '../score/until-signal';
import { outFormat, writeScores } from '../score/write-scores';

const columnOptions: OptionSpecs = {
  column: { value: 'C', help: 'The column with the text, or with the words of a row.' },
  'pair-column': { value: 'C', help: 'A second text, read as a pair.' },
  'label-column': {
    value: 'L',
    help: 'The column with what is right: it is compared with what the model says. Of text2text-generation the text that is to be written.',
  },
  'label-separator': { value: 'S', help: 'What parts several labels of a row.' },
};

/** `model-lens score`: a model on all rows of a file. */
export const score: Verb = {
  summary: 'runs a model over the rows of a CSV, TSV, JSONL or Parquet file and measures it.',
  arguments: [{ name: 'FILE', help: 'The file of rows.' }],
  options: {
    ...runOptions,
    ...columnOptions,
    task: { value: 'T', help: `One of ${trainingTasks.join(', ')}; else the one that the model is made for.` },
    out: { value: 'FILE', help: 'The .csv or .jsonl file that is written: each row with what the model says of it.' },
    'max-length': { value: 'N', help: "Tokens that rows are cut to; else the model's own maximum." },
  },
  run,
};

async function run(options: Options, context: VerbContext): Promise<VerbResult> {
  const file = options.requiredArgument('FILE');
  const out = await outPath(options.required('out'));
  outFormat(out);
  const runtime = chosenRuntime(options);
  const table = await openTable(process.cwd(), file);
  const { folder, checkpoint, storage } = await chosenCheckpoint(options, context);
  const task = chosenTask(options, checkpoint);
  const settings: ScoreSettings = {
    task,
    columns: columnsOf(options, task),
    maxLength: options.count('max-length', 2),
    mlmProbability: 0.15,
    seed: 42,
  };
  const data = await readDataModel(folder);
  const outputs = isLanguageModel(task) ? ['logits'] : 'prediction';
  const model = await loadModel(checkpoint, { ...runtime, storage, outputs, runs: 'often' });
  const progress = new ScoreProgress(file, table.bytes);
  try {
    return await untilSignal('Scoring was stopped; nothing was written.', async (signal) => {
      const { info, oneTextOnly } = factsOf(checkpoint);
      const onBytes = (done: number) => progress.show(done);
      const scoring = await scoreTable(table, settings, { data, info, model, oneTextOnly, signal, onBytes });
      const columns = table.columns.map(({ name }) => name);
      const fields = fieldNames(task, info.problemType);
      const written = await writeScores(out, scoring.rows, { columns, fields, labels: info.labels });
      return resultOf(table, written, scoring.findings(), out);
    });
  } finally {
    progress.end();
    await model.dispose();
  }
}

function factsOf(checkpoint: Checkpoint) {
  return { info: checkpoint.info, oneTextOnly: checkpoint.format === 'safetensors' && checkpoint.oneTextOnly };
}

/** @throws LensError `usage` for a task that is none, `unsupported` for one that the model is not made for */
function chosenTask(options: Options, { info }: Checkpoint): TrainingTask {
  const asked = options.choice('task', trainingTasks);
  const made = trainingTasks.find((each) => each === info.task) ?? null;
  if (made !== null && (asked === null || asked === made)) {
    if (info.missingHead.length > 0) throw missingHeadError(info);
    return made;
  }
  if (info.missingHead.length > 0 && info.task === null && asked !== null) throw missingHeadError(info);
  const is = info.task === null ? 'has no head for a task' : `is made for ${info.task}`;
  const wanted = asked === null ? 'Files' : `Files for ${asked}`;
  throw new LensError(
    'unsupported',
    `${wanted} cannot be scored with this model: it ${is}.`,
    `Choose a model for one of ${trainingTasks.join(', ')}.`,
  );
}

/** The columns by the role that the task gives them. */
function columnsOf(options: Options, task: TrainingTask): ScoreColumns {
  const [text, pair, label] = ['column', 'pair-column', 'label-column'].map((name) => options.text(name));
  const separator = options.text('label-separator');
  const textKey = task === 'token-classification' ? 'tokens_column' : 'text_column';
  const labelKey = task === 'text2text-generation' ? 'target_column' : 'label_column';
  return {
    ...(text == null ? {} : { [textKey]: text }),
    ...(pair == null ? {} : { text_pair_column: pair }),
    ...(label == null ? {} : { [labelKey]: label }),
    ...(separator === null ? {} : { label_separator: separator }),
  };
}

function resultOf(
  table: Table,
  { rows, failed }: { readonly rows: number; readonly failed: number },
  findings: ScoreFindings | null,
  out: string,
): VerbResult {
  const metrics: Readonly<Record<string, number>> =
    findings === null ? {} : { loss: findings.loss, ...findings.metrics };
  const more = findings === null ? {} : { labels: findings.labels, confusion: findings.confusion };
  const lines = Object.entries(metrics).map(([name, value]) => [name, value.toFixed(4)]);
  const counted = `${rows.toLocaleString('en')} rows of ${table.path}, ${failed.toLocaleString('en')} failed`;
  const measured = lines.length > 0 ? `${formatTable(lines, { indent: 2, right: [1] })}\n` : '';
  return { json: { rows, failed, metrics, ...more, out }, text: `${counted}, written to ${out}\n${measured}` };
}
