import { pythonValue } from './python-value';
import { hasLabels, isMultiLabel, type ScriptParams } from './script-params';

/** The lines that read the rows into `train` and `validation` (None without one), and `label_names` where there are labels. */
export function dataLines({ run }: ScriptParams): string[] {
  return [
    `train = ${loading(run.train_file)}`,
    ...validationLines(run),
    ...(run.bad_rows === 'skip' ? skipping(run) : []),
    ...(hasLabels(run) ? labelLines(run) : []),
  ];
}

type Run = ScriptParams['run'];

/** The columns of a row, by their keys in a run file. */
export function columnsOf(run: Run) {
  return {
    text: pythonValue(run.text_column ?? 'text'),
    pair: run.text_pair_column === undefined ? null : pythonValue(run.text_pair_column),
    label: pythonValue(run.label_column ?? 'label'),
    target: pythonValue(run.target_column ?? 'target'),
    tokens: pythonValue(run.tokens_column ?? 'tokens'),
  };
}

function loading(path: string): string {
  const ending = path.slice(path.lastIndexOf('.') + 1).toLowerCase();
  const files = `data_files=${pythonValue(path)}, split="train"`;
  if (ending === 'parquet') return `load_dataset("parquet", ${files})`;
  if (ending === 'jsonl' || ending === 'json') return `load_dataset("json", ${files})`;
  // "NA" and "None" are texts here, not missing values.
  const separator = ending === 'tsv' ? ', sep="\\t"' : '';
  return `load_dataset("csv", ${files}${separator}, keep_default_na=False)`;
}

function validationLines(run: Run): string[] {
  const { train_size: size, validation_size: kept, validation_file: file, seed } = run;
  const sizes = [
    ...(file !== undefined || kept === undefined ? [] : [`test_size=${kept}`]),
    ...(size === undefined ? [] : [`train_size=${size}`]),
  ];
  const split =
    sizes.length === 0
      ? []
      : [
          '# As many rows as in Model Lens, but other ones: datasets draws them in its own way.',
          `split = train.train_test_split(${[...sizes, `seed=${seed}`].join(', ')})`,
          'train = split["train"]',
        ];
  if (file !== undefined) return [...split, `validation = ${loading(file)}`];
  return [...split, kept === undefined ? 'validation = None' : 'validation = split["test"]'];
}

function skipping(run: Run): string[] {
  const { text, label, target, tokens } = columnsOf(run);
  const needed = {
    'text-classification': [text, label],
    'token-classification': [tokens, label],
    'text-generation': [text],
    'text2text-generation': [text, target],
    'fill-mask': [text],
  }[run.task];
  const condition = needed.map((column) => `row[${column}] not in (None, "")`).join(' and ');
  return [
    '',
    '',
    'def usable(row):',
    `    return ${condition}`,
    '',
    '',
    'train = train.filter(usable)',
    'validation = validation and validation.filter(usable)',
  ];
}

/** Labels are found in all rows, so that none of the validation's is unknown. */
function labelLines(run: Run): string[] {
  const several = isMultiLabel(run) || run.task === 'token-classification';
  const separator = run.label_separator === undefined ? '' : pythonValue(run.label_separator);
  const parts = several
    ? ['', '', 'def parts(cell):', `    return cell.split(${separator}) if isinstance(cell, str) else cell`, '', '']
    : [];
  if (run.labels !== undefined) return [...parts, `label_names = ${pythonValue(run.labels)}`, ...idLines];
  const { label } = columnsOf(run);
  const cells = `rows[${label}]`;
  const found = several
    ? `{label for rows in splits for cell in ${cells} for label in parts(cell)}`
    : `{label for rows in splits for label in ${cells}}`;
  return [
    ...parts,
    'splits = [train] if validation is None else [train, validation]',
    `label_names = sorted(${found})`,
    ...idLines,
  ];
}

const idLines = ['label2id = {label: i for i, label in enumerate(label_names)}'];
