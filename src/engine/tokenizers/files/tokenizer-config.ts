import { join } from 'node:path';
import * as v from 'valibot';
import { specialTokenRoles } from '../../../common/contracts/tokens';
import { parseJson } from '../../../common/json/parse-json';
import { readTextFile } from './read-file';
import { tokenIdSchema } from './tokenizer-json';

const maxConfigBytes = 32_000_000;

export type SpecialTokenRole = (typeof specialTokenRoles)[number];

const flagsEntries = {
  lstrip: v.optional(v.boolean(), false),
  rstrip: v.optional(v.boolean(), false),
  single_word: v.optional(v.boolean(), false),
  normalized: v.optional(v.boolean()),
};

/** A special token is given as its text or as an AddedToken object; other kinds of value are ignored. */
const tokenSchema = v.fallback(
  v.nullish(
    v.union([
      v.pipe(
        v.string(),
        v.transform((content) => ({ content })),
      ),
      v.object({ content: v.string(), ...flagsEntries }),
    ]),
  ),
  undefined,
);
const sideSchema = v.fallback(v.optional(v.picklist(['left', 'right'])), undefined);
const flagSchema = v.fallback(v.nullish(v.boolean()), undefined);
const idSchema = v.fallback(v.optional(v.nullable(tokenIdSchema)), undefined);

const tokensSchema = v.looseObject({
  bos_token: tokenSchema,
  eos_token: tokenSchema,
  cls_token: tokenSchema,
  sep_token: tokenSchema,
  pad_token: tokenSchema,
  unk_token: tokenSchema,
  mask_token: tokenSchema,
});

const addedTokenSchema = v.looseObject({
  content: v.string(),
  ...flagsEntries,
  special: v.optional(v.boolean(), false),
});

const tokenizerConfigSchema = v.looseObject({
  ...tokensSchema.entries,
  model_max_length: v.fallback(v.nullish(v.number()), undefined),
  padding_side: sideSchema,
  truncation_side: sideSchema,
  pad_token_type_id: v.fallback(v.optional(tokenIdSchema), undefined),
  tokenizer_class: v.fallback(v.nullish(v.string()), undefined),
  do_lower_case: flagSchema,
  strip_accents: flagSchema,
  tokenize_chinese_chars: flagSchema,
  add_prefix_space: flagSchema,
  add_bos_token: flagSchema,
  trim_offsets: flagSchema,
  /** One template, or several with names. */
  chat_template: v.fallback(
    v.nullish(v.union([v.string(), v.array(v.object({ name: v.string(), template: v.string() }))])),
    undefined,
  ),
  added_tokens_decoder: v.fallback(v.optional(v.record(v.string(), addedTokenSchema)), undefined),
});

const modelConfigSchema = v.looseObject({
  model_type: v.fallback(v.nullish(v.string()), undefined),
  bos_token_id: idSchema,
  eos_token_id: idSchema,
  pad_token_id: idSchema,
});

/** How an added token is found in a text; the fields of `AddedToken`. */
export interface TokenFlags {
  readonly lstrip: boolean;
  readonly rstrip: boolean;
  readonly single_word: boolean;
  readonly normalized?: boolean | undefined;
}

/** What a model folder says about its tokenizer outside tokenizer.json. Files that are absent are empty objects. */
export interface TokenizerConfig {
  readonly config: v.InferOutput<typeof tokenizerConfigSchema>;
  readonly model: v.InferOutput<typeof modelConfigSchema>;
  /** By role: the token, null where the files say that there is none, undefined where they say nothing. */
  readonly specialTokens: Readonly<Record<SpecialTokenRole, string | null | undefined>>;
  /** How the special tokens are found in a text, where the files say it. */
  readonly tokenFlags: Readonly<Partial<Record<SpecialTokenRole, TokenFlags>>>;
  /** The files that were there. */
  readonly files: readonly string[];
}

/**
 * Reads tokenizer_config.json, special_tokens_map.json and what config.json says of tokens.
 * @throws LensError `bad-file` for a file that is there and no JSON object
 */
export async function readTokenizerConfig(folder: string): Promise<TokenizerConfig> {
  const files: string[] = [];
  const read = async <Schema extends v.GenericSchema>(name: string, schema: Schema): Promise<v.InferOutput<Schema>> => {
    const text = await readTextFile(join(folder, name), maxConfigBytes);
    if (text !== null) files.push(name);
    return parseJson(text ?? '{}', schema, name);
  };
  const config = await read('tokenizer_config.json', tokenizerConfigSchema);
  const map = await read('special_tokens_map.json', tokensSchema);
  const model = await read('config.json', modelConfigSchema);
  const given = specialTokenRoles.map((role) => {
    const token = config[`${role}_token`];
    return [role, token === undefined ? map[`${role}_token`] : token] as const;
  });
  const flagged = given.filter(([, token]) => token !== null && token !== undefined && 'lstrip' in token);
  return {
    config,
    model,
    specialTokens: byRole(given.map(([role, token]) => [role, token?.content ?? (token === null ? null : undefined)])),
    tokenFlags: Object.fromEntries(flagged),
    files: files.filter((name) => name !== 'config.json'),
  };
}

function byRole(
  entries: readonly (readonly [SpecialTokenRole, string | null | undefined])[],
): TokenizerConfig['specialTokens'] {
  return Object.fromEntries(entries) as TokenizerConfig['specialTokens'];
}
