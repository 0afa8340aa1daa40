import { expect, test } from 'vitest';
import { durationWords } from '../../../src/common/text/duration-words';

test.each([
  [0, '1 s'],
  [9.96, '10 s'],
  [70, '70 s'],
  [100, '1 min 40 s'],
  [280, '4 min 40 s'],
  [3599.6, '1 h 0 min'],
  [7500, '2 h 5 min'],
])('%s seconds are %s', (seconds, text) => {
  expect(durationWords(seconds)).toBe(text);
});
