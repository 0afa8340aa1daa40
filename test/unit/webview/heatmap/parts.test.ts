import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LensError } from '../../../../src/common/errors/lens-error';
import type { CancellationSignal } from '../../../../src/common/rpc/cancellation';
import type { Part, PartValues, PictureSize } from '../../../../webview/shared/heatmap/heatmap-data';
import { heatmapCommand } from '../../../../webview/shared/heatmap/heatmap-keys';
import { PartPictures } from '../../../../webview/shared/heatmap/part-pictures';
import { lengthOf } from '../../../../webview/shared/heatmap/part-requests';
import { wholeView, zoomed } from '../../../../webview/shared/heatmap/viewport';

const counts = { rows: 512, columns: 512 };
const plot = { width: 256, height: 256 };
const whole = wholeView(counts);
const near = zoomed(whole, counts, 32, { row: 100, column: 200 });

interface Asked {
  readonly part: Part;
  readonly size: PictureSize | null;
  readonly signal: CancellationSignal;
  answer(): Promise<void>;
  fail(error: Error): Promise<void>;
}

/** A matrix whose cell holds its row; pictures say 40 everywhere. */
function matrix() {
  const asked: Asked[] = [];
  const errors: unknown[] = [];
  const ask = <Value>(part: Part, size: PictureSize | null, signal: CancellationSignal, value: Value): Promise<Value> =>
    new Promise((resolve, reject) => {
      const settle = async (run: () => void): Promise<void> => {
        run();
        await vi.advanceTimersByTimeAsync(0);
      };
      asked.push({
        ...{ part, size, signal },
        answer: () => settle(() => resolve(value)),
        fail: (error) => settle(() => reject(error)),
      });
    });
  const values: PartValues = {
    kind: 'parts',
    picture: (part, size, signal) =>
      ask(part, size, signal, { ...size, pixels: new Uint8Array(size.width * size.height).fill(40) }),
    exact: (part, signal) => {
      const [rows, columns] = [lengthOf(part.rows), lengthOf(part.columns)];
      const cells = Float32Array.from({ length: rows * columns }, (_, at) => part.rows[0] + Math.floor(at / columns));
      return ask(part, null, signal, cells);
    },
    mostExact: 400,
    mostPixels: 1_000_000,
    valueAt: (position) => position / 255,
    onError: (error) => errors.push(error),
  };
  return { asked, errors, values };
}

describe('a large matrix', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is asked for whole at once, then for the part that the view rests on', async () => {
    const { asked, values } = matrix();
    const onChange = vi.fn();
    const pictures = new PartPictures(onChange);
    pictures.use(values);
    pictures.want(whole, counts, plot);
    expect(asked.map(({ part }) => part.rows)).toEqual([[0, 512]]);
    await asked[0]!.answer();
    expect(onChange).toHaveBeenCalledTimes(1);
    expect(pictures.valueAt({ row: 3, column: 3 })).toEqual({ value: 40 / 255, exact: false });
    for (const factor of [2, 4, 8])
      pictures.want(zoomed(whole, counts, factor, { row: 100, column: 200 }), counts, plot);
    pictures.want(near, counts, plot);
    expect(asked).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(60);
    expect(asked).toHaveLength(2);
  });

  it('gives exact values of the part in view once they are here', async () => {
    const { asked, values } = matrix();
    const pictures = new PartPictures(() => undefined);
    pictures.use(values);
    pictures.want(whole, counts, plot);
    await asked[0]!.answer();
    pictures.want(near, counts, plot);
    await vi.advanceTimersByTimeAsync(60);
    await asked[1]!.answer();
    expect(asked[2]?.size).toBeNull();
    await asked[2]!.answer();
    expect(pictures.valueAt({ row: 100, column: 200 })).toEqual({ value: 100, exact: true });
    expect(pictures.pictures).toHaveLength(2);
  });

  it('lets the first picture come although the plot has another size meanwhile, then asks for a sharper one', async () => {
    const { asked, values } = matrix();
    const pictures = new PartPictures(() => undefined);
    pictures.use(values);
    pictures.want(whole, counts, plot);
    const larger = { width: 300, height: 300 };
    pictures.want(whole, counts, larger);
    expect(asked.map(({ signal }) => signal.aborted)).toEqual([false]);
    await asked[0]!.answer();
    expect(pictures.pictures).toHaveLength(1);
    pictures.want(whole, counts, larger);
    await vi.advanceTimersByTimeAsync(60);
    expect(asked.map(({ size }) => size?.width)).toEqual([256, 300]);
  });

  it('asks again for a first picture that failed once the plot has another size', async () => {
    const { asked, values } = matrix();
    const pictures = new PartPictures(() => undefined);
    pictures.use(values);
    pictures.want(whole, counts, plot);
    await asked[0]!.fail(new LensError('gone', 'The engine stopped.'));
    pictures.want(whole, counts, { width: 300, height: 300 });
    expect(asked).toHaveLength(2);
  });

  it('takes no picture of a view that was left', async () => {
    const { asked, values } = matrix();
    const pictures = new PartPictures(() => undefined);
    pictures.use(values);
    pictures.want(whole, counts, plot);
    pictures.want(near, counts, plot);
    expect(asked[0]!.signal.aborted).toBe(true);
    await asked[0]!.answer();
    expect(pictures.pictures).toHaveLength(0);
  });

  it('forgets another matrix, and says when one cannot be had', async () => {
    const { asked, values, errors } = matrix();
    const pictures = new PartPictures(() => undefined);
    pictures.use(values);
    pictures.want(whole, counts, plot);
    await asked[0]!.answer();
    const other = matrix();
    pictures.use(other.values);
    expect(pictures.pictures).toHaveLength(0);
    pictures.want(whole, counts, plot);
    await other.asked[0]!.fail(new LensError('gone', 'The engine stopped.'));
    expect(other.errors).toHaveLength(1);
    expect(errors).toHaveLength(0);
  });
});

it('has its keys', () => {
  const key = (name: string, ctrlKey = false) => heatmapCommand({ key: name, ctrlKey, metaKey: false });
  expect(key('ArrowDown')).toEqual({ kind: 'move', rows: 1, columns: 0 });
  expect(key('PageUp')).toEqual({ kind: 'step', of: 'head', by: -1 });
  expect(key('PageDown', true)).toEqual({ kind: 'step', of: 'layer', by: 1 });
  expect(key(' ', true)).toEqual({ kind: 'choose', add: true });
  expect(key('Tab')).toBeNull();
});
