import { LensError } from '../../../common/errors/lens-error';
import type { TokenizerJson } from '../files/tokenizer-json';

const help = 'Download the model again or mend the file.';
const maxId = 2 ** 31 - 1;

/**
 * Checks what the library would end the process for: ids that are no ids, and merges of tokens that are not there.
 * @throws LensError `bad-file` that names the entry
 */
export function checkVocabulary({ model }: TokenizerJson, what: string): void {
  if (Array.isArray(model.vocab)) return;
  const vocab = model.vocab as Readonly<Record<string, unknown>>;
  for (const token of Object.keys(vocab)) {
    const id = vocab[token];
    if (typeof id === 'number' && Number.isInteger(id) && id >= 0 && id <= maxId) continue;
    throw new LensError('bad-file', `${what}: the token ${JSON.stringify(token.slice(0, 40))} has no valid id.`, help);
  }
  checkMerges(model.merges ?? [], vocab, model.continuing_subword_prefix ?? '', what);
}

function checkMerges(
  merges: readonly unknown[],
  vocab: Readonly<Record<string, unknown>>,
  prefix: string,
  what: string,
): void {
  merges.forEach((merge, index) => {
    const pair: unknown[] = typeof merge === 'string' ? merge.split(' ') : Array.isArray(merge) ? merge : [];
    const [left, right] = pair;
    if (pair.length === 2 && typeof left === 'string' && typeof right === 'string') {
      const inner = prefix !== '' && right.startsWith(prefix) ? right.slice(prefix.length) : right;
      const known = [left, right, left + inner].every((token) => Object.hasOwn(vocab, token));
      if (known) return;
    }
    throw new LensError('bad-file', `${what}: merge ${index + 1} is not a pair of tokens of the vocabulary.`, help);
  });
}
