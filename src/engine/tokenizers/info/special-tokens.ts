import { specialTokenRoles, type TokenizerInfo } from '../../../common/contracts/tokens';
import type { SpecialTokenRole, TokenizerConfig } from '../files/tokenizer-config';
import type { TokenizerJson } from '../files/tokenizer-json';

/** The entries of a vocabulary by text and by id. */
export interface Entries {
  idOf(token: string): number | null;
  tokenOf(id: number): string | null;
}

/** What transformers' tokenizer classes take for a role that no file names, where the vocabulary has it. */
const customary: Readonly<Partial<Record<SpecialTokenRole, readonly string[]>>> = {
  cls: ['[CLS]'],
  sep: ['[SEP]'],
  pad: ['[PAD]', '<pad>'],
  unk: ['[UNK]', '<unk>'],
  mask: ['[MASK]', '<mask>'],
};

/**
 * The special tokens by role: as tokenizer_config.json or special_tokens_map.json name them, else by the ids of
 * config.json, the post-processor or the model's own setting, else the customary name. A role that the files set to null
 * stays empty, and so does one whose token the vocabulary does not have.
 */
export function specialTokensOf(
  config: TokenizerConfig,
  json: TokenizerJson,
  entries: Entries,
): TokenizerInfo['specialTokens'] {
  return specialTokenRoles.flatMap((role) => {
    const named = config.specialTokens[role];
    const token = named === undefined ? derived(role, config, json, entries) : named;
    const id = token === null ? null : entries.idOf(token);
    return token === null || id === null ? [] : [{ role, token, id }];
  });
}

function derived(
  role: SpecialTokenRole,
  config: TokenizerConfig,
  json: TokenizerJson,
  entries: Entries,
): string | null {
  const id = role === 'bos' || role === 'eos' || role === 'pad' ? config.model[`${role}_token_id`] : undefined;
  const byId = id === undefined || id === null ? null : entries.tokenOf(id);
  if (byId !== null) return byId;
  if (role === 'cls' || role === 'sep') {
    const processor = json.components.post_processor.find((component) => component[role] !== undefined);
    const token: unknown = Array.isArray(processor?.[role]) ? (processor[role] as unknown[])[0] : undefined;
    if (typeof token === 'string') return token;
  }
  if (role === 'pad' && json.padding !== null) return json.padding.pad_token;
  if (role === 'unk' && typeof json.model.unk_token === 'string') return json.model.unk_token;
  if (role === 'unk' && typeof json.model.unk_id === 'number') return entries.tokenOf(json.model.unk_id);
  return customary[role]?.find((token) => entries.idOf(token) !== null) ?? null;
}
