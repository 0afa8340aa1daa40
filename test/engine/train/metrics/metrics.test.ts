import { describe, expect, it } from 'vitest';
import type { Example } from '../../../../src/engine/data/examples/example';
import type { Collector, Findings } from '../../../../src/engine/train/metrics/collector';
import { entitiesOf, areEntityLabels } from '../../../../src/engine/train/metrics/entities';
import { nextWordsCollector } from '../../../../src/engine/train/metrics/next-words';
import { numbersCollector } from '../../../../src/engine/train/metrics/numbers';
import { oneLabelCollector } from '../../../../src/engine/train/metrics/one-label';
import { regressionScores } from '../../../../src/engine/train/metrics/regression';
import { severalLabelsCollector } from '../../../../src/engine/train/metrics/several-labels';
import { tokensCollector } from '../../../../src/engine/train/metrics/tokens';

function examples(count: number): Example[] {
  return Array.from({ length: count }, (_, index) => ({
    index,
    inputIds: Int32Array.of(1),
    tokenTypeIds: null,
    label: null,
    source: { file: 'rows.csv', line: index + 2, text: `row ${index}` },
  }));
}

/** Logits that choose these labels, sure as `sureness` says. */
function logitsFor(
  predicted: number[],
  width: number,
  sureness: (row: number) => number = () => 1,
): Float32Array<ArrayBuffer> {
  const data = new Float32Array(predicted.length * width);
  for (const [row, label] of predicted.entries()) data[row * width + label] = sureness(row);
  return data;
}

/** A number within rounding. */
const about = (value: number, digits = 7): unknown => expect.closeTo(value, digits);
const close = (values: Record<string, number>): object =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, about(value)]));

describe('one label a row', () => {
  // The example of sklearn.metrics.precision_recall_fscore_support: cat, dog, pig.
  const truth = [0, 1, 2, 0, 1, 2];
  const predicted = [0, 2, 1, 0, 0, 1];

  function findings(labels: string[], sureness?: (row: number) => number): Findings {
    const collector = oneLabelCollector(labels);
    // In two batches, which must not matter.
    for (const [start, end] of [
      [0, 4],
      [4, 6],
    ] as const) {
      collector.add(
        examples(6).slice(start, end),
        { kind: 'single_label_classification', data: BigInt64Array.from(truth.slice(start, end), BigInt) },
        {
          dims: [end - start, labels.length],
          data: logitsFor(predicted.slice(start, end), labels.length, (row) => sureness?.(row + start) ?? 1),
        },
      );
    }
    return collector.finish(1);
  }

  it("has scikit-learn's averages", () => {
    const { metrics, labels, confusion } = findings(['cat', 'dog', 'pig']);
    expect(metrics).toMatchObject(
      close({ accuracy: 1 / 3, precision: 2 / 9, recall: 1 / 3, f1: 0.8 / 3, f1_micro: 1 / 3, f1_weighted: 0.8 / 3 }),
    );
    expect(labels[0]).toEqual({ label: 'cat', precision: about(2 / 3), recall: 1, f1: 0.8, support: 2 });
    expect(confusion).toEqual([
      [2, 0, 0],
      [1, 0, 1],
      [0, 2, 0],
    ]);
  });

  it('leaves labels that never occur out of the macro average, as scikit-learn does', () => {
    expect(findings(['cat', 'dog', 'pig', 'yak']).metrics).toMatchObject(close({ f1: 0.8 / 3, recall: 1 / 3 }));
  });

  it('lists mistakes by how sure the model was', () => {
    const { mistakes, mistakeCount } = findings(['cat', 'dog', 'pig'], (row) => row + 1);
    expect(mistakeCount).toBe(4);
    expect(mistakes.map(({ line }) => line)).toEqual([7, 6, 4, 3]);
    expect(mistakes[0]).toMatchObject({ file: 'rows.csv', text: 'row 5', label: 'pig', predicted: 'dog' });
  });
});

describe('several labels a row', () => {
  it("has scikit-learn's averages and the share of rows with all labels right", () => {
    const collector = severalLabelsCollector(['a', 'b', 'c']);
    const given = [0, 0, 0, 1, 1, 1, 1, 1, 0];
    collector.add(
      examples(3),
      { kind: 'multi_label_classification', data: Float32Array.of(0, 0, 0, 1, 1, 1, 0, 1, 1) },
      { dims: [3, 3], data: Float32Array.from(given, (label) => (label === 1 ? 2 : -3)) },
    );
    const { metrics, mistakes, confusion } = collector.finish(0);
    expect(metrics).toMatchObject(close({ accuracy: 2 / 3, f1: 7 / 9, f1_micro: 0.8 }));
    expect(confusion).toBeNull();
    expect(mistakes).toEqual([
      {
        file: 'rows.csv',
        line: 4,
        text: 'row 2',
        label: 'b, c',
        predicted: 'a, b',
        probability: about(0.9526, 3),
      },
    ]);
  });
});

describe('regression', () => {
  it("has scikit-learn's and SciPy's measures", () => {
    const scores = regressionScores([3, -0.5, 2, 7], [2.5, 0, 2, 8]);
    expect(scores).toMatchObject(close({ mse: 0.375, mae: 0.5, r2: 0.9486081370449679 }));
    const correlated = regressionScores([1, 2, 3, 4, 5, 6, 7], [10, 9, 2.5, 6, 4, 3, 2]);
    expect(correlated.pearson).toBeCloseTo(-0.828503883588428, 12);
    expect(regressionScores([1, 1], [1, 1]).r2).toBe(1);
    expect(regressionScores([1], [1]).r2).toBeNaN();
  });

  it('takes the mean over several numbers a row', () => {
    const collector = numbersCollector(2);
    collector.add(
      examples(3),
      { kind: 'regression', data: Float32Array.of(0.5, 1, -1, 1, 7, -6) },
      { dims: [3, 2], data: Float32Array.of(0, 2, -1, 2, 8, -5) },
    );
    // sklearn.metrics.mean_squared_error's and mean_absolute_error's own example.
    expect(collector.finish(0).metrics).toMatchObject(close({ mse: 0.7083333333333334, mae: 0.75 }));
  });
});

describe('token classification', () => {
  const labels = ['O', 'B-PER', 'I-PER', 'B-MISC', 'I-MISC'];

  it("has seqeval's entities", () => {
    expect(areEntityLabels(labels)).toBe(true);
    expect(areEntityLabels(['O', 'NUM', 'NAME'])).toBe(false);
    expect(entitiesOf(['B-PER', 'I-PER', 'O', 'B-LOC'])).toEqual([
      { type: 'PER', start: 0, end: 1 },
      { type: 'LOC', start: 3, end: 3 },
    ]);
    // What goes on with what never began is an entity all the same, and another type is another.
    expect(entitiesOf(['I-PER', 'I-PER', 'I-LOC', 'B-LOC', 'O'])).toEqual([
      { type: 'PER', start: 0, end: 1 },
      { type: 'LOC', start: 2, end: 2 },
      { type: 'LOC', start: 3, end: 3 },
    ]);
    expect(entitiesOf(['B-A', 'I-A', 'E-A', 'S-B'])).toEqual([
      { type: 'A', start: 0, end: 2 },
      { type: 'B', start: 3, end: 3 },
    ]);
  });

  it("scores whole entities, in seqeval's own example, and tokens that are asked for alone", () => {
    const collector = tokensCollector(labels);
    const truth = [
      [-100, 0, 0, 0, 3, 4, 4, 0, -100],
      [-100, 1, 2, 0, -100, -100, -100, -100, -100],
    ];
    const predicted = [
      [1, 0, 0, 3, 4, 4, 4, 0, 1],
      [1, 1, 2, 0, 1, 1, 1, 1, 1],
    ];
    collector.add(
      examples(2),
      { kind: 'tokens', data: BigInt64Array.from(truth.flat(), BigInt) },
      { dims: [2, 9, 5], data: logitsFor(predicted.flat(), 5) },
    );
    const { metrics, mistakes, confusion } = collector.finish(0);
    expect(metrics).toMatchObject(close({ f1: 0.5, precision: 0.5, recall: 0.5, accuracy: 0.8 }));
    expect(confusion?.flat().reduce((sum, count) => sum + count)).toBe(10);
    expect(mistakes).toHaveLength(1);
    expect(mistakes[0]).toMatchObject({ line: 2, label: 'O', predicted: 'B-MISC' });
  });
});

describe('language models', () => {
  it('are asked for the next token where they are causal', () => {
    const run = (collector: Collector) => {
      collector.add(
        examples(1),
        { kind: 'tokens', data: BigInt64Array.of(1n, 2n, 0n, -100n) },
        { dims: [1, 4, 3], data: logitsFor([2, 0, 0, 1], 3) },
      );
      return collector.finish(Math.log(5)).metrics;
    };
    expect(run(nextWordsCollector(1))).toEqual({ accuracy: 1, perplexity: about(5) });
    expect(run(nextWordsCollector(0))).toMatchObject({ accuracy: about(1 / 3) });
  });
});
