import type { Import, Part, ScriptParams } from '../script-params';
import { labelLines } from './label-lines';
import { prepareLines } from './prepare-lines';
import { readingLines, sourceOf, type Source } from './source';
import { splitLines } from './split-lines';

/** The lines that read the rows into `train` and, where there is one, `validation`, and the names of the labels. */
export function dataLines(params: ScriptParams): Part {
  const { run, data } = params;
  const files = [run.train_file, ...(run.validation_file === undefined ? [] : [run.validation_file])];
  const sources = files.map(sourceOf);
  const source = together(sources);
  const labels = labelLines(params);
  const prepare = prepareLines(params, source);
  const split = splitLines(params);
  const hasJsonl = sources.some(({ format }) => format === 'jsonl');
  const lines = [
    ...(labels.length === 0 ? [] : ['', ...labels]),
    '',
    '',
    ...(hasJsonl && !data.isClean ? parsing : []),
    ...prepare.lines,
    '',
    '',
    ...(data.isClean ? [] : leavingOut),
    ...files.flatMap((path, file) => readingLines(file === 0 ? 'train' : 'validation', path, file, params)),
    ...split.lines,
  ];
  const imports: Import[] = [...prepare.imports, ...split.imports];
  if (sources.some(({ format }) => format === 'delimited')) imports.push('csv');
  if (hasJsonl) imports.push('json');
  return { lines, imports };
}

/** One `prepare` reads the rows of both files: it expects as little of them as the less strict format gives. */
function together(sources: readonly Source[]): Source {
  return (
    sources.find(({ format }) => format === 'jsonl') ??
    sources.find(({ isText }) => !isText) ?? { format: 'delimited', isText: true }
  );
}

const parsing = [
  'def parsed(line):',
  '    try:',
  '        row = json.loads(line)',
  '    except ValueError:',
  '        return {}',
  '    return row if isinstance(row, dict) else {}',
  '',
  '',
];

const leavingOut = [
  'def usable(rows):',
  '    return Dataset.from_list([row for row in map(prepare, rows) if row is not None])',
  '',
  '',
];
