import { describe, expect, it } from 'vitest';
import type { ProblemType } from '../../../../src/common/contracts/model';
import type { Classification } from '../../../../src/common/contracts/run';
import { sigmoid, softmax } from '../../../../src/common/statistics/probabilities';
import { foldLabels } from '../../../../webview/lens/predictions/labels/fold-labels';
import { lossOf } from '../../../../webview/lens/predictions/loss';
import { isSaid, rankLabels, summarize } from '../../../../webview/lens/predictions/ranking';
import { placeOn, rulerFor } from '../../../../webview/lens/predictions/value/ruler';

function classify(logits: readonly number[], problemType: ProblemType = 'single_label_classification'): Classification {
  const activation = problemType === 'multi_label_classification' ? sigmoid : softmax;
  const probabilities = Float32Array.from(activation(logits));
  const labels = logits.map((_, id) => `label ${id}`);
  return { problemType, labels, rows: [{ logits: Float32Array.from(logits), probabilities }] };
}

describe('ranking', () => {
  it('orders by falling logit, equal ones by id', () => {
    expect(rankLabels(classify([0, 2, 1, 2]), 0).map(({ id }) => id)).toEqual([1, 3, 2, 0]);
  });

  it('says the first label, or each over the threshold', () => {
    const single = classify([0.1, 0.2]);
    expect(rankLabels(single, 0).map((label) => isSaid(single, label))).toEqual([true, false]);
    const multi = classify([3, 1, -1], 'multi_label_classification');
    expect(rankLabels(multi, 0).map((label) => isSaid(multi, label))).toEqual([true, true, false]);
  });

  it('takes the distance to the second as margin', () => {
    const summary = summarize(classify([Math.log(1), Math.log(2), Math.log(7)]), 0);
    expect(summary?.best.id).toBe(2);
    expect(summary?.margin).toBeCloseTo(0.5, 6);
  });

  it('has nothing for a row that is not there', () => {
    expect(rankLabels(classify([1]), 3)).toEqual([]);
    expect(summarize(classify([1]), 3)).toBeNull();
  });
});

describe('folding', () => {
  const folded = (prediction: Classification) => foldLabels(prediction, rankLabels(prediction, 0));

  it('keeps five of many and sums up the rest', () => {
    const { shown, folded: rest } = folded(classify(new Array<number>(10).fill(0)));
    expect(shown).toHaveLength(5);
    expect(rest?.count).toBe(5);
    expect(rest?.sum).toBeCloseTo(0.5, 6);
  });

  it('never folds a single label', () => {
    expect(folded(classify(new Array<number>(6).fill(0)))).toMatchObject({ folded: null });
  });

  it('keeps every label that a multi-label head says', () => {
    const logits = [...new Array<number>(8).fill(2), ...new Array<number>(8).fill(-2)];
    expect(folded(classify(logits, 'multi_label_classification')).shown).toHaveLength(8);
  });
});

describe('loss', () => {
  it('is the negative logarithm of the probability', () => {
    const loss = lossOf(classify([Math.log(1), Math.log(3)]), 0, 0);
    expect(loss).toMatchObject({ kind: 'cross-entropy', label: 'label 0' });
    expect(loss?.kind === 'cross-entropy' && loss.term.loss).toBeCloseTo(-Math.log(0.25), 6);
    expect(loss?.kind === 'cross-entropy' && loss.term.probability).toBeCloseTo(0.25, 6);
  });

  it('is binary for each label of a multi-label head', () => {
    const loss = lossOf(classify([0, Math.log(3)], 'multi_label_classification'), 0, 1);
    if (loss?.kind !== 'binary') throw new Error('binary expected');
    expect(loss.whenTrue.loss).toBeCloseTo(-Math.log(0.75), 6);
    expect(loss.whenFalse.loss).toBeCloseTo(-Math.log(0.25), 6);
    expect(loss.mean).toBeCloseTo((-Math.log(0.5) - Math.log(0.75)) / 2, 6);
  });

  it('is not there for regression and for labels that do not exist', () => {
    expect(lossOf(classify([1], 'regression'), 0, 0)).toBeNull();
    expect(lossOf(classify([1, 2]), 0, 5)).toBeNull();
    expect(lossOf(classify([1, 2]), 4, 0)).toBeNull();
  });
});

describe('ruler', () => {
  it('has round ticks around zero and all values', () => {
    expect(rulerFor([3.72])).toEqual({ low: 0, high: 4, ticks: [0, 1, 2, 3, 4] });
    expect(rulerFor([-0.3, 0.1]).ticks).toEqual([-0.3, -0.2, -0.1, 0, 0.1]);
  });

  it.each([[[]], [[0]], [[NaN, Infinity]], [[1e-30]], [[-5e20, 3]], [[7]]])('has room for %j', (values: number[]) => {
    const ruler = rulerFor(values);
    expect(ruler.high).toBeGreaterThan(ruler.low);
    expect(ruler.ticks.length).toBeGreaterThan(1);
    expect(ruler.ticks.length).toBeLessThan(12);
    for (const value of values.filter(Number.isFinite)) {
      expect(placeOn(ruler, value)).toBeGreaterThanOrEqual(0);
      expect(value).toBeLessThanOrEqual(ruler.high);
      expect(value).toBeGreaterThanOrEqual(ruler.low);
    }
  });

  it('keeps what lies outside at its ends', () => {
    const ruler = rulerFor([4]);
    expect([placeOn(ruler, -1), placeOn(ruler, 1), placeOn(ruler, 9), placeOn(ruler, NaN)]).toEqual([0, 0.25, 1, 0]);
  });
});
