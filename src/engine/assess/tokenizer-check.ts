import type { Check } from '../../common/contracts/hub/assessment';
import { sentencePieceFiles } from '../tokenizers/build/sentence-piece-files';
import { notYet } from './obstacles';
import type { Obstacle } from './option';

/** What the files say of the tokenizer: as `readTokenizerFolder` looks for them. */
export function checkTokenizer(paths: ReadonlySet<string>): {
  readonly check: Check;
  readonly obstacle: Obstacle | null;
} {
  const line = (state: Check['state'], text: string): Check => ({ what: 'tokenizer', state, text });
  if (paths.has('tokenizer.json')) return { check: line('yes', 'tokenizer.json'), obstacle: null };
  const built = builtFrom(paths);
  if (built !== null) {
    return { check: line('yes', `built from ${built}; there is no tokenizer.json`), obstacle: null };
  }
  const sentencePiece = sentencePieceFiles.find((name) => paths.has(name));
  if (sentencePiece !== undefined) {
    const text = `a SentencePiece model alone (${sentencePiece}) cannot be read; there is no tokenizer.json`;
    return { check: line('no', text), obstacle: notYet('tokenizer', `tokenizer ${sentencePiece}`, text) };
  }
  const text = 'none: neither tokenizer.json nor vocab.txt, nor vocab.json with merges.txt';
  return { check: line('no', text), obstacle: notYet('tokenizer', 'no tokenizer', text) };
}

function builtFrom(paths: ReadonlySet<string>): string | null {
  if (paths.has('vocab.txt')) return 'vocab.txt';
  return paths.has('vocab.json') && paths.has('merges.txt') ? 'vocab.json and merges.txt' : null;
}
