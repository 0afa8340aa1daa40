import type { RunFile } from '../../../../common/contracts/training/run-file';
import { pythonValue } from '../python-value';
import { answerOf, type Part, type ScriptParams } from '../script-params';
import { idOf, labelFunctions } from './label-lines';
import type { Source } from './source';

/** What a row becomes: lines before, what it takes for the row to be usable, and the entries of the result. */
interface Row {
  readonly values: readonly string[];
  readonly usable: readonly string[];
  readonly entries: Readonly<Record<string, string>>;
}

/** The function `prepare`, which takes what the run needs out of a row, and those that it uses. */
export function prepareLines(params: ScriptParams, source: Source): Part {
  const { isClean } = params.data;
  const functions = labelFunctions(params, source.isText);
  const lists = listFunction(params, source);
  const { values, usable, entries } = rowOf(params, source);
  const result = Object.entries(entries).map(([key, value]) => `${pythonValue(key)}: ${value}`);
  const lines = [
    ...functions.lines,
    ...lists,
    'def prepare(row):',
    `    """What the run takes of a row${isClean ? '' : '; None for one that cannot be used'}."""`,
    ...(isClean ? [] : checks(params, source)),
    ...values.map((line) => `    ${line}`),
    ...(isClean ? [] : [`    if not (${usable.join(' and ')}):`, '        return None']),
    `    return {${result.join(', ')}}`,
  ];
  const isValue = answerOf(params) === 'value' && !isClean;
  const usesJson = functions.usesJson || lists.some((line) => line.includes('json.'));
  return { lines, imports: [...(isValue ? (['math'] as const) : []), ...(usesJson ? (['json'] as const) : [])] };
}

/** What makes a row of a file none. */
function checks({ data }: ScriptParams, { format }: Source): string[] {
  const broken = [
    '    if any("\\udc80" <= letter <= "\\udcff" for letter in "".join(map(str, row.values()))):',
    '        return None  # no UTF-8',
  ];
  const cells = ['    if None in row or None in row.values():', '        return None  # too many cells, or too few'];
  return [...(format === 'delimited' ? cells : []), ...(data.hasBrokenText && format !== 'parquet' ? broken : [])];
}

function rowOf(params: ScriptParams, source: Source): Row {
  const { reading } = params.data;
  const cell = (key: 'text' | 'text_pair' | 'label' | 'target' | 'tokens'): string => {
    const name = pythonValue(reading[`${key}_column`] ?? key);
    return source.format === 'jsonl' && !params.data.isClean ? `row.get(${name})` : `row[${name}]`;
  };
  const isFilled = (name: string): string =>
    source.isText ? `${name}.strip()` : `isinstance(${name}, str) and ${name}.strip()`;
  const text = { values: [`text = ${cell('text')}`], usable: [isFilled('text')], entries: { text: 'text' } };
  switch (answerOf(params)) {
    case 'next-tokens':
    case 'masked':
      return text;
    case 'target':
      return joined(text, {
        values: [`target = ${cell('target')}`],
        usable: [isFilled('target')],
        entries: { target: 'target' },
      });
    case 'tags':
      return tagsOf(cell('tokens'), cell('label'), params, source);
    default: {
      const second = { values: [`pair = ${cell('text_pair')}`], usable: [isFilled('pair')], entries: { pair: 'pair' } };
      const texts = reading.text_pair_column === null ? text : joined(text, second);
      return joined(texts, labelOf(cell('label'), params, source));
    }
  }
}

function joined(a: Row, b: Row): Row {
  return {
    values: [...a.values, ...b.values],
    usable: [...a.usable, ...b.usable],
    entries: { ...a.entries, ...b.entries },
  };
}

function labelOf(cell: string, params: ScriptParams, { isText }: Source): Row {
  const answer = answerOf(params);
  const {
    isClean,
    reading: { labelForm: form },
  } = params.data;
  if (answer === 'value') {
    return {
      values: [`value = ${isClean ? 'float' : 'number_of'}(${cell})`],
      usable: ['value is not None'],
      entries: { labels: 'value' },
    };
  }
  if (answer === 'one-label') {
    const values = [`label = ${idOf(cell, params, isText)}`];
    return { values, usable: ['label is not None'], entries: { labels: 'label' } };
  }
  if (form === 'multi-hot') {
    const entries = { labels: '[float(label) for label in labels]' };
    return {
      values: [`labels = items(${cell})`],
      usable: ['labels is not None', 'len(labels) == len(label_names)'],
      entries,
    };
  }
  return {
    values: [
      `cells = items(${cell})`,
      `labels = ${isClean ? '' : 'cells and '}{${idOf('label', params, isText)} for label in cells}`,
    ],
    usable: ['labels is not None', 'None not in labels'],
    entries: { labels: '[float(i in labels) for i in range(len(label_names))]' },
  };
}

function tagsOf(words: string, labels: string, params: ScriptParams, { isText }: Source): Row {
  return {
    values: [
      `words, cells = items(${words}), items(${labels})`,
      `tags = [${idOf('label', params, isText)} for label in ${params.data.isClean ? 'cells' : 'cells or []'}]`,
    ],
    usable: ['words', '"".join(map(str, words)).strip()', 'len(words) == len(tags)', 'None not in tags'],
    entries: { words: 'words', tags: 'tags' },
  };
}

/** The function `items`: the list that a cell is, as itself, as JSON, or as text with something between the items. */
function listFunction(params: ScriptParams, { isText }: Source): string[] {
  const answer = answerOf(params);
  if (answer !== 'labels' && answer !== 'tags') return [];
  const separator = params.data.reading.label_separator;
  const parts = answer === 'tags' ? 'cell.split()' : separated(separator);
  return [
    'def items(cell):',
    ...(isText ? [] : ['    if not isinstance(cell, str):', '        return cell']),
    '    if cell.startswith("[") and cell.endswith("]"):',
    '        return json.loads(cell)',
    `    return ${parts}`,
    '',
    '',
  ];
}

function separated(separator: RunFile['label_separator'] | null): string {
  const parts = separator === null || separator === undefined ? '[cell]' : `cell.split(${pythonValue(separator)})`;
  return `[part for part in ${parts} if part.strip()]`;
}
