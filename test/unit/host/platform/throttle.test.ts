import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Throttle } from '../../../../src/host/platform/throttle';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('runs at once, then at most once in its time, and last of all what was asked last', () => {
  let runs = 0;
  const throttle = new Throttle(100, () => runs++);
  throttle.ask();
  expect(runs).toBe(1);
  for (let asked = 0; asked < 50; asked++) throttle.ask();
  expect(runs).toBe(1);
  vi.advanceTimersByTime(100);
  expect(runs).toBe(2);
  vi.advanceTimersByTime(1000);
  expect(runs).toBe(2);
  throttle.ask();
  expect(runs).toBe(3);
});

it('runs now when it must, and no more once it is let go', () => {
  let runs = 0;
  const throttle = new Throttle(100, () => runs++);
  throttle.ask();
  throttle.ask();
  throttle.flush();
  expect(runs).toBe(2);
  throttle.ask();
  throttle.dispose();
  vi.advanceTimersByTime(1000);
  expect(runs).toBe(2);
});
