import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { LensError } from '../../../common/errors/lens-error';
import { buildFromVocabulary } from '../build/build-tokenizer';
import { readTextFile } from './read-file';
import { readTokenizerConfig, type TokenizerConfig } from './tokenizer-config';
import { parseTokenizerJson, type TokenizerJson } from './tokenizer-json';

/** The biggest published ones (256,000 entries with merges) have 35 MB. */
const maxTokenizerJsonBytes = 128_000_000;

/** What a model folder holds of a tokenizer. */
export interface TokenizerFiles {
  /** A whole tokenizer.json, read or built. */
  readonly text: string;
  readonly json: TokenizerJson;
  readonly config: TokenizerConfig;
  /** The files that it came from. */
  readonly files: readonly string[];
}

/**
 * Reads a folder's tokenizer.json, or builds one from its vocabulary files.
 * @throws LensError `not-found` where there is neither, `unsupported` for SentencePiece models alone, `bad-file`
 */
export async function readTokenizerFolder(folder: string): Promise<TokenizerFiles> {
  await checkFolder(folder);
  const config = await readTokenizerConfig(folder);
  const whole = await readTextFile(join(folder, 'tokenizer.json'), maxTokenizerJsonBytes);
  if (whole !== null) {
    const text = whole.replace(/^\uFEFF/, '');
    return {
      text,
      json: parseTokenizerJson(text, 'tokenizer.json'),
      config,
      files: ['tokenizer.json', ...config.files],
    };
  }
  const built = await buildFromVocabulary(folder, config);
  const text = JSON.stringify(built.tokenizer);
  const what = built.files.join(' and ');
  const specialTokens = { ...config.specialTokens, ...built.roles };
  return {
    text,
    json: parseTokenizerJson(text, what),
    config: { ...config, specialTokens },
    files: [...built.files, ...config.files],
  };
}

async function checkFolder(folder: string): Promise<void> {
  const found = await stat(folder).catch(() => null);
  if (found?.isDirectory() === true) return;
  throw new LensError('not-found', `There is no folder ${basename(folder)}.`, 'Choose a folder that holds a model.');
}
