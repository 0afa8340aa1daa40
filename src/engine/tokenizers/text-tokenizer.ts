import { defaultEncodeOptions, maxRunCharacters, type EncodeOptions, type RunInput } from '../../common/contracts/run';
import type { Stages, TokenizerInfo, Vocabulary } from '../../common/contracts/tokens';
import { LensError } from '../../common/errors/lens-error';
import { GuardedTokenizer } from './binding/guarded-tokenizer';
import { makeBatch, type EncodedBatch } from './encode/batch';
import { EncodedText } from './encode/encoded-text';
import { SourceColumns } from './encode/source-columns';
import { makeTargets, textAsTargets, type EncodedTargets, type ShiftedTarget } from './encode/targets';
import type { PaddingToken, TokenColumns } from './encode/token-columns';
import { readTokenizerFolder, type TokenizerFiles } from './files/tokenizer-folder';
import { Lexicon } from './info/lexicon';
import { postProcessingOf } from './info/post-processing';
import { tokenizerInfo } from './info/tokenizer-info';
import { makeStages } from './stages/stages';
import { VocabularyIndex } from './vocabulary/vocabulary-index';

export type { EncodedBatch, EncodedRow } from './encode/batch';
export type { EncodedText } from './encode/encoded-text';
export type { EncodedTarget, EncodedTargets } from './encode/targets';
export type { TokenColumns } from './encode/token-columns';

/** A model's tokenizer, exactly as Python's `tokenizers` reads its files. Every method throws LensError. */
export interface TextTokenizer {
  readonly info: TokenizerInfo;
  /** Encodes one text, or text and pair, and cuts it to `options.maxLength`; with null nothing is cut or padded. */
  encode(input: RunInput, options: EncodeOptions): Promise<EncodedText>;
  /**
   * Encodes, cuts and pads. Without `options.maxLength` texts are cut to the tokenizer's own maximum; `limit` is the
   * model's (its positions), which nothing may exceed.
   */
  encodeBatch(inputs: readonly RunInput[], options: EncodeOptions, limit: number | null): Promise<EncodedBatch>;
  /**
   * What a decoder is given with the rows of a batch: the start token, and behind it the input's target as labels of
   * transformers have it, special tokens included and the last token left out; the start token alone without a target.
   */
  encodeTargets(
    batch: EncodedBatch,
    inputs: readonly RunInput[],
    options: TargetOptions,
    start: DecoderStart,
  ): Promise<EncodedTargets>;
  /** The pipeline stage by stage for the first `maxCharacters` UTF-16 units of the text. The pair is not read. */
  stages(input: RunInput, maxCharacters: number): Promise<Stages>;
  /** Entries of the vocabulary that a text or an id finds, at most `limit`, the best first. */
  vocabulary(query: string, limit: number): Promise<Vocabulary>;
  /** Ids as text. Ids that the vocabulary lacks are left out, as the library does. */
  decode(ids: ArrayLike<number>, skipSpecialTokens: boolean): Promise<string>;
  /** The vocabulary's form of a token; null where there is none of this id. */
  tokenOf(id: number): string | null;
  /** True for a token that {@link decode} leaves out when it is told to skip special ones. */
  isSpecial(id: number): boolean;
  /** What a person should read for a token, the space before it included; null where there is none of this id. */
  readableOf(id: number): string | null;
  /** What marks a token that continues a word, such as `##`; null where the tokenizer has no such mark. */
  readonly wordPrefix: string | null;
  /** A function that writes tokens of a row together as the tokenizer's decoder does. */
  joiner(row: TokenColumns): Promise<(tokens: readonly string[]) => string>;
}

/** How targets are cut: to `maxLength`, or to the tokenizer's own maximum, and to no more than `limit`. */
export type TargetOptions = EncodeOptions & { readonly limit: number | null };

/** How a decoder begins. `readsText`: it is given the text itself, and no target. */
export interface DecoderStart {
  readonly tokenId: number;
  readonly readsText: boolean;
}

/**
 * Opens the tokenizer of a model folder: tokenizer.json, else vocab.txt, else vocab.json with merges.txt.
 * @throws LensError `not-found`, `bad-file`, `unsupported`
 */
export async function openTokenizer(folder: string): Promise<TextTokenizer> {
  const files = await readTokenizerFolder(folder);
  return new FolderTokenizer(await GuardedTokenizer.load(files), files);
}

class FolderTokenizer implements TextTokenizer {
  readonly info: TokenizerInfo;
  readonly #lexicon: Lexicon;
  readonly #padding: PaddingToken | null;
  #vocabulary: VocabularyIndex | undefined;

  constructor(
    private readonly native: GuardedTokenizer,
    private readonly files: TokenizerFiles,
  ) {
    this.#lexicon = new Lexicon(files.json);
    this.info = tokenizerInfo(files.files, files.json, files.config, native);
    const pad = this.info.specialTokens.find(({ role }) => role === 'pad');
    const typeId = files.config.config.pad_token_type_id ?? files.json.padding?.pad_type_id ?? 0;
    this.#padding = pad === undefined ? null : { id: pad.id, token: pad.token, typeId };
  }

  async encode(input: RunInput, options: EncodeOptions): Promise<EncodedText> {
    const source = await this.#source(input, options.addSpecialTokens);
    const cut = {
      maxLength: options.maxLength,
      strategy: options.truncation,
      side: options.truncationSide ?? this.info.truncationSide,
      stride: options.stride ?? 0,
    };
    const processing = postProcessingOf(this.files.json.components.post_processor, options.addSpecialTokens);
    return new EncodedText(source, input.pair !== null, cut, processing);
  }

  async encodeBatch(inputs: readonly RunInput[], options: EncodeOptions, limit: number | null): Promise<EncodedBatch> {
    const maxLength = smaller(options.maxLength ?? this.info.maxLength, limit);
    const texts: EncodedText[] = [];
    for (const input of inputs) texts.push(await this.encode(input, { ...options, maxLength }));
    return makeBatch(texts, {
      windows: options.stride !== null,
      maxLength,
      paddingSide: options.paddingSide ?? this.info.paddingSide,
      padding: this.#padding,
    });
  }

  async encodeTargets(
    batch: EncodedBatch,
    inputs: readonly RunInput[],
    { limit, ...options }: TargetOptions,
    { tokenId, readsText }: DecoderStart,
  ): Promise<EncodedTargets> {
    const start = { id: tokenId, token: this.native.tokenOf(tokenId) ?? '', typeId: 0 };
    if (readsText)
      return textAsTargets(
        batch.rows.map(({ tokens }) => tokens),
        start,
      );
    const cut = { maxLength: smaller(options.maxLength ?? this.info.maxLength, limit), stride: null };
    const shifted: ShiftedTarget[] = [];
    for (const { target } of inputs) {
      const text = { text: target ?? '', pair: null };
      const encoded = await this.encode(text, { ...options, ...cut, addSpecialTokens: target !== undefined });
      shifted.push({ tokens: encoded.main.shiftedRight(start), cut: encoded.cut.length });
    }
    const rows = batch.rows.flatMap(({ input }) => shifted[input] ?? []);
    return makeTargets(rows, this.#padding);
  }

  async stages(input: RunInput, maxCharacters: number): Promise<Stages> {
    const encode = async (text: string) => (await this.encode({ text, pair: null }, defaultEncodeOptions)).main;
    return makeStages(input.text, maxCharacters, { native: this.native, lexicon: this.#lexicon, encode });
  }

  async vocabulary(query: string, limit: number): Promise<Vocabulary> {
    this.#vocabulary ??= new VocabularyIndex(this.native.vocabulary(), this.#lexicon);
    const found = this.#vocabulary.search(query, limit);
    const { main } = await this.encode(
      { text: query, pair: null },
      { ...defaultEncodeOptions, addSpecialTokens: false },
    );
    const encoded = main.slice(0, main.length).map(({ id, token, readable }) => ({ id, token, readable }));
    return { ...found, encoded };
  }

  decode(ids: ArrayLike<number>, skipSpecialTokens: boolean): Promise<string> {
    return this.native.decode(Array.from(ids), skipSpecialTokens);
  }

  tokenOf(id: number): string | null {
    return this.native.tokenOf(id);
  }

  readableOf(id: number): string | null {
    const token = this.native.tokenOf(id);
    return token === null ? null : this.#lexicon.readable(id, token);
  }

  isSpecial(id: number): boolean {
    return this.#lexicon.isSpecial(id);
  }

  get wordPrefix(): string | null {
    return this.files.json.model.continuing_subword_prefix ?? null;
  }

  async joiner(row: TokenColumns): Promise<(tokens: readonly string[]) => string> {
    // What a tokenizer that is not trusted survives with the whole row it survives with parts of it.
    await this.native.decode([...row.ids], false);
    return (tokens) => this.native.join(tokens);
  }

  async #source(input: RunInput, addSpecialTokens: boolean): Promise<SourceColumns> {
    const characters = input.text.length + (input.pair?.length ?? 0);
    if (characters > maxRunCharacters) {
      throw new LensError(
        'too-big',
        `The text has ${characters} characters; at most ${maxRunCharacters} can be read at once.`,
        'Select a shorter text.',
      );
    }
    const encoding = await this.native.encode(input, addSpecialTokens);
    return new SourceColumns(encoding, [input.text, input.pair ?? ''], this.#lexicon);
  }
}

function smaller(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other;
  return Math.min(one, other);
}
