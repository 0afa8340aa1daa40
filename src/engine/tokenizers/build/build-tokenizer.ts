import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { LensError } from '../../../common/errors/lens-error';
import { readTextFile } from '../files/read-file';
import type { TokenizerConfig } from '../files/tokenizer-config';
import { byteLevelTokenizer } from './byte-level';
import { sentencePieceFiles } from './sentence-piece-files';
import type { BuiltModel } from './special';
import { readMerges, readVocabJson, readVocabTxt } from './vocabulary-files';
import { wordPieceTokenizer } from './word-piece';

const maxVocabularyBytes = 64_000_000;

/** What was built, and the files that it was built from. */
export interface BuiltTokenizer extends BuiltModel {
  readonly files: readonly string[];
}

/**
 * Builds the tokenizer.json that transformers' converter makes of a folder's vocabulary files: WordPiece of vocab.txt,
 * byte-level BPE of vocab.json and merges.txt.
 * @throws LensError `not-found`, `unsupported` for SentencePiece models, `bad-file`
 */
export async function buildFromVocabulary(folder: string, config: TokenizerConfig): Promise<BuiltTokenizer> {
  const read = (name: string) => readTextFile(join(folder, name), maxVocabularyBytes);
  const wordPiece = await read('vocab.txt');
  if (wordPiece !== null) {
    return { ...wordPieceTokenizer(readVocabTxt(wordPiece), config), files: ['vocab.txt'] };
  }
  const vocabulary = await read('vocab.json');
  const merges = await read('merges.txt');
  if (vocabulary !== null && merges !== null) {
    const vocab = readVocabJson(vocabulary);
    return {
      ...byteLevelTokenizer(vocab, readMerges(merges, vocab), config),
      files: ['vocab.json', 'merges.txt'],
    };
  }
  throw await whyNot(folder, vocabulary !== null);
}

async function whyNot(folder: string, hasVocabulary: boolean): Promise<LensError> {
  for (const name of sentencePieceFiles) {
    if ((await stat(join(folder, name)).catch(() => null)) === null) continue;
    return new LensError(
      'unsupported',
      `This folder has a SentencePiece model (${name}) and no tokenizer.json; SentencePiece alone cannot be read.`,
      'Get the tokenizer.json of the same model from the Hub, or make one in Python: AutoTokenizer.from_pretrained(folder).save_pretrained(folder).',
    );
  }
  return new LensError(
    'not-found',
    hasVocabulary
      ? 'This folder has vocab.json but neither merges.txt nor tokenizer.json.'
      : 'This folder has no tokenizer: neither tokenizer.json nor vocab.txt, nor vocab.json with merges.txt.',
    'Download the model again with its tokenizer files.',
  );
}
