import { extname } from 'node:path';
import { pythonValue } from '../python-value';
import type { ScriptParams } from '../script-params';

/** How a data file is read by a script. */
export interface Source {
  readonly format: 'delimited' | 'jsonl' | 'parquet';
  /** Every cell is a text. */
  readonly isText: boolean;
}

const formats: Readonly<Record<string, Source['format']>> = {
  '.jsonl': 'jsonl',
  '.ndjson': 'jsonl',
  '.json': 'jsonl',
  '.parquet': 'parquet',
  '.pq': 'parquet',
};

export function sourceOf(path: string): Source {
  const format = formats[extname(path).toLowerCase()] ?? 'delimited';
  return { format, isText: format === 'delimited' };
}

/** The lines that make `name` of the rows of a file. @param file its place among the files of the run */
export function readingLines(name: string, path: string, file: number, params: ScriptParams): string[] {
  const { isClean, hasBrokenText, reading } = params.data;
  const dataset = (rows: string): string =>
    isClean ? `${name} = Dataset.from_list([prepare(row) for row in ${rows}])` : `${name} = usable(${rows})`;
  const { format } = sourceOf(path);
  if (format === 'parquet') return [dataset(`Dataset.from_parquet(${pythonValue(path)})`)];
  const broken = hasBrokenText ? ', errors="surrogateescape"' : '';
  if (format === 'jsonl') {
    const rows = `map(${isClean ? 'json.loads' : 'parsed'}, filter(str.strip, file))`;
    return [`with open(${pythonValue(path)}, encoding="utf-8-sig"${broken}) as file:`, `    ${dataset(rows)}`];
  }
  const delimiter = reading.delimiters[file] ?? ',';
  const separated = delimiter === ',' ? '' : `, delimiter=${pythonValue(delimiter)}`;
  return [
    `with open(${pythonValue(path)}, encoding="utf-8-sig", newline=""${broken}) as file:`,
    `    ${dataset(`csv.DictReader(file${separated})`)}`,
  ];
}
