import type { SpecialToken } from '../../common/contracts/description';
import type { TokenizerInfo } from '../../common/contracts/tokens';
import type { Fields } from './fields';

const roles = ['bos', 'eos', 'pad', 'cls', 'sep', 'mask', 'unk', 'decoder_start'] as const;

/** The ids that a config names; what the tokens are, only the tokenizer knows. Several end tokens are each one. */
export function configTokens(fields: Fields): SpecialToken[] {
  return roles.flatMap((role) => {
    const name = `${role}_token_id`;
    const several = fields.list(name).filter((id) => Number.isSafeInteger(id) && Number(id) >= 0);
    const ids = several.length > 0 ? several.slice(0, 20).map(Number) : [fields.count(name)];
    return fields.has(name) ? ids.map((id) => ({ role, id, token: null })) : [];
  });
}

/** Those of the tokenizer. */
export function tokenizerTokens({ specialTokens }: TokenizerInfo): SpecialToken[] {
  return specialTokens.map(({ role, token, id }) => ({ role, id, token }));
}
