import type { RunInput } from '../../common/contracts/run';
import { maxRunRows } from '../../common/contracts/run';
import { LensError } from '../../common/errors/lens-error';
import type { Options, OptionSpecs } from '../arguments/options';
import { decodeText, maxTextBytes, tooBig } from './decode-text';
import { readNamedFile } from './read-file';
import { canHoldText, hasInput, readInput } from './stdin';

/** Options for one text. */
export const textOptions: OptionSpecs = {
  text: { value: 'TEXT', help: 'The text, exactly as it is. Else --file, else standard input.' },
  file: { value: 'FILE', help: 'A UTF-8 file that is the text: its BOM and final newline belong to it.' },
  pair: { value: 'TEXT', help: 'The second text of a pair.' },
};

/** Options for a batch of texts that have no pairs. */
export const singleTextsOptions: OptionSpecs = {
  text: {
    value: 'TEXT',
    many: true,
    help: 'A text, exactly as it is. Several are one batch. Else --file, else standard input.',
  },
  file: { value: 'FILE', help: 'A UTF-8 file that is one text: its BOM and final newline belong to it.' },
};

/** Options for a batch of texts. */
export const textsOptions: OptionSpecs = {
  ...singleTextsOptions,
  pair: { value: 'TEXT', many: true, help: 'The second text of a pair: one for all texts, or one for each.' },
};

/** What the decoder of an encoder-decoder is given with the texts. */
export const targetOption: OptionSpecs = {
  target: {
    value: 'TEXT',
    many: true,
    help: 'What the decoder of an encoder-decoder is given: one for all texts, or one for each. Else its start token alone.',
  },
};

/**
 * The texts of a command, from exactly one of `--text`, `--file` and standard input, with their pairs and targets.
 * @throws LensError `usage` for two sources or none, `not-found`, `bad-file` or `too-big` for a file
 */
export async function readInputs(options: Options): Promise<RunInput[]> {
  const texts = await readTexts(options);
  if (texts.length > maxRunRows) {
    throw new LensError('too-big', `${texts.length} texts are too many: a batch has ${maxRunRows} at most.`);
  }
  const [pairOf, targetOf] = [oneForEach(options, 'pair', texts.length), oneForEach(options, 'target', texts.length)];
  return texts.map((text, index) => {
    const target = targetOf(index);
    return { text, pair: pairOf(index) ?? null, ...(target === undefined ? {} : { target }) };
  });
}

/** Finds the value of an option for each text: there is one for all, or one for each. @throws LensError `usage` */
export function oneForEach(options: Options, name: string, texts: number): (index: number) => string | undefined {
  const values = options.all(name);
  if (values.length > 1 && values.length !== texts) {
    throw new LensError(
      'usage',
      `There are ${values.length} --${name} for ${texts} texts.`,
      'Give one, or one for each.',
    );
  }
  return (index) => (values.length > 1 ? values[index] : values[0]);
}

async function readTexts(options: Options): Promise<readonly string[]> {
  const texts = options.all('text');
  const file = options.text('file');
  if (texts.length > 0 && file !== null) throw twoSources('--text and --file');
  if (texts.length > 0 || file !== null) await refuseInput(texts.length > 0 ? '--text' : '--file');
  if (texts.length > 0) return texts;
  if (file !== null) return [await readTextFile(file)];
  if (canHoldText()) return [await readInput()];
  throw new LensError('usage', 'There is no text.', 'Give it with --text, with --file or on standard input.');
}

/** @throws LensError `usage` when standard input has data beside another source */
export async function refuseInput(source: string): Promise<void> {
  if (await hasInput()) throw twoSources(`${source} and standard input`);
}

async function readTextFile(path: string): Promise<string> {
  const what = `The file "${path}"`;
  return decodeText(await readNamedFile(path, maxTextBytes, () => tooBig(what)), what);
}

function twoSources(which: string): LensError {
  return new LensError('usage', `There are two texts: ${which}.`, 'Give one of --text, --file and standard input.');
}
