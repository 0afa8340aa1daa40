import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { relativeBuckets, type RelativeBuckets } from '../../../src/engine/architectures/parts/relative-buckets';

interface Recorded extends RelativeBuckets {
  readonly runs: readonly (readonly [position: number, bucket: number])[];
}

const path = join(import.meta.dirname, '../../fixtures/t5-buckets/buckets.json');
const recorded = JSON.parse(readFileSync(path, 'utf8')) as Recorded[];

test.each(recorded)('$buckets buckets, distances to $maxDistance, both ways: $bidirectional', (each) => {
  const { maxDistance, runs } = each;
  const found = relativeBuckets(each);
  expect(found).toHaveLength(2 * maxDistance + 1);
  const positions = Array.from({ length: 2 * maxDistance + 81 }, (_, index) => index - maxDistance - 40);
  for (const position of positions) {
    const expected = runs.findLast(([start]) => start <= position)?.[1];
    const place = Math.min(Math.max(position, -maxDistance), maxDistance) + maxDistance;
    expect(found[place], String(position)).toBe(expected);
  }
});
