import { LensError } from '../../common/errors/lens-error';
import type { Token } from '../../common/contracts/tokens';
import { openTokenizer, type TextTokenizer, type TokenColumns } from '../../engine/tokenizers/text-tokenizer';
import { encodeOptionsFrom, truncationOptions } from '../arguments/encode-options';
import type { Options } from '../arguments/options';
import { readInputs, textOptions } from '../input/texts';
import { chosenModel } from '../model/chosen-model';
import { modelOption } from '../model/model-options';
import { formatTable, oneLine } from '../output/table';
import type { Verb, VerbContext, VerbResult } from '../program/verb';

/** `model-lens tokens`: how a model's tokenizer splits a text. Needs no weights. */
export const tokens: Verb = {
  summary: 'shows how a tokenizer splits a text.',
  options: {
    ...modelOption,
    ...textOptions,
    ...truncationOptions,
    stride: { value: 'N', help: 'Tokens that neighbouring windows of a cut text share.' },
    'no-special': { help: 'Adds no special tokens.' },
  },
  run,
};

async function run(options: Options, context: VerbContext): Promise<VerbResult> {
  const encode = encodeOptionsFrom(options);
  const [input] = await readInputs(options);
  if (!input) throw new LensError('usage', 'There is no text.');
  const { folder } = await chosenModel(options, context, 'tokens');
  const tokenizer = await openTokenizer(folder);
  if (encode.stride !== null && encode.maxLength === null) {
    throw new LensError('usage', '--stride needs --max-length: without it nothing is cut.');
  }
  const { main, cut, overflow } = await tokenizer.encode(input, encode);
  const json = {
    ...columns(main),
    decoded: await tokenizer.decode(main.ids, false),
    decodedWithoutSpecial: await tokenizer.decode(main.ids, true),
    truncated: cut.length > 0,
    overflow: overflow.map(columns),
  };
  return { json, text: describe(json, tokenizer) };
}

function columns(part: TokenColumns) {
  return {
    ids: [...part.ids],
    tokens: part.slice(0, part.length).map(toJson),
    attentionMask: [...part.attentionMask()],
  };
}

type TokenJson = Pick<Token, 'id' | 'token' | 'text' | 'start' | 'end' | 'sequence' | 'special' | 'typeId' | 'word'>;

function toJson({ id, token, text, start, end, sequence, special, typeId, word }: Token): TokenJson {
  return { id, token, text, start, end, sequence, special, typeId, word };
}

function describe(
  found: { tokens: readonly TokenJson[]; truncated: boolean; overflow: readonly object[] },
  { info }: TextTokenizer,
): string {
  const rows = found.tokens.map((token, index) => [
    String(index),
    String(token.id),
    oneLine(token.token),
    token.start === null ? 'special' : `${token.sequence === 1 ? 'pair ' : ''}${token.start}:${token.end}`,
    oneLine(token.text),
  ]);
  const head = ['#', 'id', 'token', 'characters', 'text'];
  const cut = found.truncated ? ` The text was cut; ${found.overflow.length} further parts overflow.` : '';
  const facts = `${found.tokens.length} tokens, ${info.model}, vocabulary of ${info.vocabSize.toLocaleString('en')}.${cut}`;
  return `${formatTable([head, ...rows], { right: [0, 1] })}\n\n${facts}\n`;
}
