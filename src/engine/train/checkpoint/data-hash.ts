import { createHash } from 'node:crypto';
import type { Example } from '../../data/examples/example';

/** A hash of examples as the model reads them, by which a resumed run knows that its data is the same. */
export function dataHash(examples: readonly Example[]): string {
  const hash = createHash('sha256');
  for (const { inputIds, tokenTypeIds, label } of examples) {
    for (const part of [inputIds, tokenTypeIds, label]) {
      if (part === null || typeof part === 'number') hash.update(`${part};`);
      else hash.update(`${part.length}:`).update(part);
    }
  }
  return hash.digest('hex');
}
