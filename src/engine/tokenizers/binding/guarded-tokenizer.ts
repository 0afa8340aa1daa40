import type { Encoding, Tokenizer } from 'tokenizers';
import type { RunInput } from '../../../common/contracts/run';
import type { TokenizerFiles } from '../files/tokenizer-folder';
import { checkVocabulary } from '../trust/check-vocabulary';
import { isOrdinary, longText, usesPatterns } from '../trust/ordinary';
import { Trial } from '../trust/trial';
import { loadNative, textError } from './load-native';

/** What the normaliser and the pre-tokenizer make of a text; null where the tokenizer has none. */
export interface NativeStages {
  readonly normalized: string | null;
  readonly pieces: readonly (readonly [text: string, span: readonly [number, number]])[] | null;
}

/** The library's tokenizer behind a check: what might hang or end the process goes on trial in another one first. */
export class GuardedTokenizer {
  private constructor(
    private readonly native: Tokenizer,
    private readonly trial: Trial,
    private readonly ordinary: boolean,
    private readonly patterns: boolean,
  ) {}

  /** @throws LensError `bad-file`, `unsupported`, `too-big` */
  static async load({ text, json, files }: TokenizerFiles): Promise<GuardedTokenizer> {
    const what = files[0] ?? 'tokenizer.json';
    checkVocabulary(json, what);
    const trial = new Trial(text, what);
    const ordinary = isOrdinary(json);
    if (!ordinary) await trial.load();
    return new GuardedTokenizer(await loadNative(text, what), trial, ordinary, usesPatterns(json));
  }

  /** Encodes, nothing cut or padded. */
  async encode({ text, pair }: RunInput, addSpecialTokens: boolean): Promise<Encoding> {
    const characters = text.length + (pair?.length ?? 0);
    if (this.#risky(characters))
      await this.trial.survives({ kind: 'encode', text, pair, addSpecialTokens }, characters);
    return worked(() => this.native.encode(text, pair, { addSpecialTokens }));
  }

  async decode(ids: readonly number[], skipSpecialTokens: boolean): Promise<string> {
    if (this.#risky(ids.length)) await this.trial.survives({ kind: 'decode', ids, skipSpecialTokens }, ids.length);
    return worked(() => this.native.decode([...ids], skipSpecialTokens));
  }

  /** Tokens as the decoder writes them together (`convert_tokens_to_string`), of a row that {@link decode} was given. */
  join(tokens: readonly string[]): string {
    return this.native.getDecoder()?.decode([...tokens]) ?? tokens.join(' ');
  }

  /** Normaliser and pre-tokenizer alone, on the text as a whole. */
  async stages(text: string): Promise<NativeStages> {
    if (this.#risky(text.length)) await this.trial.survives({ kind: 'stages', text }, text.length);
    return worked(() => {
      const normalized = this.native.getNormalizer()?.normalizeString(text) ?? null;
      const pieces = this.native.getPreTokenizer()?.preTokenizeString(normalized ?? text) ?? null;
      return { normalized, pieces };
    });
  }

  /** Tokens and ids, added tokens included. */
  vocabulary(): Readonly<Record<string, number>> {
    return this.native.getVocab(true);
  }

  get vocabSize(): number {
    return this.native.getVocabSize(true);
  }

  idOf(token: string): number | null {
    return this.native.tokenToId(token);
  }

  tokenOf(id: number): string | null {
    return this.native.idToToken(id);
  }

  #risky(characters: number): boolean {
    return !this.ordinary || (this.patterns && characters > longText);
  }
}

async function worked<Value>(work: () => Value | Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (cause) {
    throw textError(cause);
  }
}
