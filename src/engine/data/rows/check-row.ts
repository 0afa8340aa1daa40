import type { Cell, TableRow } from '../read/table';
import { bad, labelCell, labelsCell, tagsCell, textCell, wordsCell, type Checked } from './cells';
import type { RawRow } from './raw-row';
import type { Roles } from './roles';

/** What the labels of a file are: told from some of its rows, as a list is no single label. */
export type LabelShape = 'one' | 'several';

type Content = Omit<RawRow, 'file' | 'line'>;

const nothing = { pair: null, target: null, words: null, label: null };

/** Takes what a task needs out of a row, or says why it cannot be used. Without a label column rows have no label. */
export function checkRow({ cells, problem }: TableRow, roles: Roles, shape: LabelShape): Checked<Content> {
  if (problem !== null) return { value: null, problem };
  const cell = (index: number | null): Cell => (index === null ? null : (cells[index] ?? null));
  if (roles.task === 'token-classification') return taggedWords(cell, roles);
  const text = textCell(cell(roles.text), 'empty-text');
  if (text.problem !== null) return text;
  const content = { ...nothing, text: text.value };
  if (roles.task === 'text2text-generation') {
    const target = textCell(cell(roles.target), 'empty-label');
    return target.problem === null ? { value: { ...content, target: target.value }, problem: null } : target;
  }
  if (roles.task !== 'text-classification') return { value: content, problem: null };
  return labelled(content, cell, roles, shape);
}

function labelled(
  content: Content,
  cell: (index: number | null) => Cell,
  roles: Roles,
  shape: LabelShape,
): Checked<Content> {
  const pair = roles.pair === null ? null : textCell(cell(roles.pair), 'empty-text');
  if (pair !== null && pair.problem !== null) return pair;
  const whole = { ...content, pair: pair?.value ?? null };
  if (roles.label === null) return { value: whole, problem: null };
  const given = cell(roles.label);
  const label = shape === 'several' ? labelsCell(given, roles.separator) : labelCell(given);
  if (label.problem !== null) return label;
  return { value: { ...whole, label: label.value }, problem: null };
}

function taggedWords(cell: (index: number | null) => Cell, { tokens, label }: Roles): Checked<Content> {
  const words = wordsCell(cell(tokens));
  if (words.problem !== null) return words;
  const content = { ...nothing, text: words.value.join(' '), words: words.value };
  if (label === null) return { value: content, problem: null };
  const labels = tagsCell(cell(label));
  if (labels.problem !== null) return labels;
  if (words.value.length !== labels.value.length) {
    return bad('wrong-type', `${words.value.length} words, ${labels.value.length} labels`);
  }
  return { value: { ...content, label: labels.value }, problem: null };
}
