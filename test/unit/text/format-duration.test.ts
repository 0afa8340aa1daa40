import { expect, test } from 'vitest';
import { formatDuration } from '../../../src/common/text/format-duration';

test.each([
  [0.77, '0.8 s'],
  [9.96, '10 s'],
  [59.6, '1 min'],
  [280, '4 min 40 s'],
  [3600, '1 h'],
  [7500, '2 h 5 min'],
])('%s seconds are %s', (seconds, text) => {
  expect(formatDuration(seconds)).toBe(text);
});
