import { describe, expect, it } from 'vitest';
import type { DataGuess } from '../../../src/common/contracts/training/data-view';
import { guessColumns } from '../../../src/engine/data/columns/guess-columns';
import { summariseColumns } from '../../../src/engine/data/columns/summarise-columns';
import type { Cell, Table } from '../../../src/engine/data/read/table';

type Model = Parameters<typeof guessColumns>[2];

/** Guesses what columns are by rows that are made of their names and cells. */
function guess(
  columns: Record<string, readonly Cell[]>,
  model: Model = null,
  classes: readonly string[] = [],
): DataGuess {
  const names = Object.keys(columns);
  const table = {
    columns: names.map((name) => ({ name, classNames: classes.includes(name) ? ['a', 'b'] : null })),
  } as unknown as Table;
  const length = Math.max(...Object.values(columns).map((cells) => cells.length));
  const rows = Array.from({ length }, (_, row) => ({
    line: row + 2,
    cells: names.map((name) => columns[name]![row] ?? null),
    problem: null,
  }));
  return guessColumns(summariseColumns(table, rows), {}, model);
}

const many = <Value>(make: (row: number) => Value) => Array.from({ length: 40 }, (_, row) => make(row));
const texts = many((row) => `The company said that profit number ${row} rose in the third quarter`);
const others = many((row) => `Another sentence of several words, which is the ${row}th`);
const three = many((row) => ['positive', 'neutral', 'negative'][row % 3]!);

describe('what columns are', () => {
  it.each([
    [
      'a sentence and its label',
      { sentence: texts, label: three },
      {
        task: 'text-classification',
        text_column: 'sentence',
        label_column: 'label',
        problem_type: 'single_label_classification',
      },
    ],
    [
      'names that say nothing',
      { a: many(String), b: texts, c: three },
      { task: 'text-classification', text_column: 'b', label_column: 'c' },
    ],
    [
      'a number for each row',
      { id: many((row) => row), text: texts, sentiment: many((row) => row % 3) },
      { text_column: 'text', label_column: 'sentiment', problem_type: 'single_label_classification' },
    ],
    [
      'values with fractions',
      { text: texts, score: many((row) => (row + 0.5) / 7) },
      { label_column: 'score', problem_type: 'regression' },
    ],
    [
      'a pair',
      { premise: texts, hypothesis: others, label: many((row) => row % 2) },
      { text_column: 'premise', text_pair_column: 'hypothesis', label_column: 'label' },
    ],
    [
      'another pair',
      { idx: many((row) => row), sentence1: texts, sentence2: others, label: three },
      { text_column: 'sentence1', text_pair_column: 'sentence2' },
    ],
    [
      'several labels in a string',
      { text: texts, labels: many((row) => ['a|b', 'a', 'b|c', 'c|a|b', 'c', 'b'][row % 6]!) },
      { label_column: 'labels', label_separator: '|', problem_type: 'multi_label_classification' },
    ],
    [
      'several labels in a list',
      { text: texts, labels: many((row) => [row % 2, 2]) },
      { task: 'text-classification', problem_type: 'multi_label_classification' },
    ],
    [
      'words and their tags',
      {
        id: many((row) => row),
        tokens: many((row) => ['a', 'b', 'c', 'd'].slice(0, 2 + (row % 3))),
        pos_tags: many((row) => [1, 2, 3, 4].slice(0, 2 + (row % 3))),
        ner_tags: many((row) => [0, 0, 1, 0].slice(0, 2 + (row % 3))),
      },
      { task: 'token-classification', tokens_column: 'tokens', label_column: 'ner_tags' },
    ],
    [
      'an article and its summary',
      { article: texts, highlights: others },
      { task: 'text2text-generation', text_column: 'article', target_column: 'highlights' },
    ],
    ['text alone', { text: texts }, { task: 'text-generation', text_column: 'text', label_column: null }],
  ] as const)('%s', (_, columns, expected) => {
    expect(guess(columns)).toMatchObject(expected);
  });

  it('classes of datasets are labels', () => {
    const columns = { text: texts, other: three, kind: many((row) => row % 2) };
    expect(guess(columns, null, ['kind']).label_column).toBe('kind');
  });

  it('the model decides where columns leave it open', () => {
    const encoder = { kind: 'encoder-only', task: 'fill-mask', labels: [] } as const;
    expect(guess({ text: texts }, encoder).task).toBe('fill-mask');
    const t5 = { kind: 'encoder-decoder', task: 'text2text-generation', labels: [] } as const;
    expect(guess({ text: texts, target: others }, t5).task).toBe('text2text-generation');
    const one = { kind: 'encoder-only', task: 'text-classification', labels: ['LABEL_0'] } as const;
    expect(guess({ text: texts, stars: many((row) => row % 5) }, one).problem_type).toBe('regression');
  });

  it('commas in labels of several words are no separator', () => {
    const names = many((row) => ['Paris, France', 'Rome, Italy', 'Oslo, Norway'][row % 3]!);
    expect(guess({ text: texts, label: names })).toMatchObject({ label_separator: null });
  });
});
