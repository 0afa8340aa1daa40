import type { SpecialTokenRole, TokenizerConfig } from '../files/tokenizer-config';
import type { Vocab } from './vocabulary-files';

/** An entry of `added_tokens` in tokenizer.json. */
interface AddedToken {
  readonly id: number;
  readonly content: string;
  readonly single_word: boolean;
  readonly lstrip: boolean;
  readonly rstrip: boolean;
  readonly normalized: boolean;
  readonly special: boolean;
}

export type RoleTokens = Readonly<Partial<Record<SpecialTokenRole, string>>>;

/** A tokenizer.json as an object, and the special tokens that it was built with. */
export interface BuiltModel {
  readonly tokenizer: object;
  readonly roles: RoleTokens;
}

/** The special tokens that the folder's files name, and the class's own for the roles that they do not speak of. */
export function roleTokens(config: TokenizerConfig, defaults: RoleTokens): RoleTokens {
  const named = Object.entries(config.specialTokens).filter(([, token]) => token !== undefined);
  const given = Object.fromEntries(named) as Readonly<Partial<Record<SpecialTokenRole, string | null>>>;
  const all = Object.entries({ ...defaults, ...given }).filter(([, token]) => token !== null);
  return Object.fromEntries(all);
}

/** The order in which transformers adds them; what the vocabulary lacks gets the next free ids. */
const order: readonly SpecialTokenRole[] = ['bos', 'eos', 'unk', 'sep', 'pad', 'cls', 'mask'];

/** The `added_tokens` of a tokenizer.json: those of `added_tokens_decoder`, then the special tokens by role. */
export function addedTokens(config: TokenizerConfig, roles: RoleTokens, vocab: Vocab): AddedToken[] {
  const added = new Map<string, AddedToken>();
  for (const [id, token] of Object.entries(config.config.added_tokens_decoder ?? {})) {
    const number = vocab[token.content] ?? Number(id);
    if (Number.isSafeInteger(number) && number >= 0) added.set(token.content, { ...flags(token), id: number });
  }
  let next = Object.values(vocab).reduce((most, id) => Math.max(most, id), -1) + 1;
  for (const role of order) {
    const content = roles[role];
    if (content === undefined || added.has(content)) continue;
    added.set(content, {
      ...flags({ ...config.tokenFlags[role], content, special: true }),
      id: vocab[content] ?? next,
    });
    if (vocab[content] === undefined) next += 1;
  }
  return [...added.values()].sort((one, other) => one.id - other.id);
}

type LooseFlags = { readonly [Flag in keyof Omit<AddedToken, 'id' | 'content'>]?: boolean | undefined };

function flags(token: LooseFlags & { readonly content: string }): Omit<AddedToken, 'id'> {
  return {
    content: token.content,
    single_word: token.single_word ?? false,
    lstrip: token.lstrip ?? false,
    rstrip: token.rstrip ?? false,
    normalized: token.normalized ?? token.special !== true,
    special: token.special ?? false,
  };
}

/** The id of a special token, which {@link addedTokens} made sure of. */
export function idOf(content: string, added: readonly AddedToken[], vocab: Vocab): number {
  return added.find((token) => token.content === content)?.id ?? vocab[content] ?? 0;
}
