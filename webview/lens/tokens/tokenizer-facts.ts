import { t } from '@vscode/l10n';
import type { TokenizerInfo } from '../../../src/common/contracts/tokens';
import { formatCount } from '../../shared/format/numbers';

export interface SpecialToken {
  /** `bos, cls` where one token plays both. */
  readonly roles: string;
  readonly token: string;
  readonly id: number;
}

/** The special tokens in the order of their roles; roles of the same token in one line. */
export function mergeRoles(tokens: TokenizerInfo['specialTokens']): SpecialToken[] {
  const merged = new Map<number, SpecialToken>();
  for (const { role, token, id } of tokens) {
    const before = merged.get(id);
    merged.set(id, { roles: before ? `${before.roles}, ${role}` : role, token, id });
  }
  return [...merged.values()];
}

/** What is known of a tokenizer, as pairs of a name and a value. */
export function tokenizerFacts(info: TokenizerInfo, limit: number | null): [name: string, value: string][] {
  return [
    [t('File'), info.files.join(', ')],
    [t('Model'), info.model],
    [t('Normaliser'), info.normalizer ?? t('none')],
    [t('Pre-tokeniser'), info.preTokenizer ?? t('none')],
    [t('Vocabulary'), formatCount(info.vocabSize)],
    [t('Maximum length'), lengthOf(info.maxLength, limit)],
    [t('Pads on'), info.paddingSide === 'left' ? t('the left') : t('the right')],
    [t('Cuts on'), info.truncationSide === 'left' ? t('the left') : t('the right')],
  ];
}

function lengthOf(maxLength: number | null, limit: number | null): string {
  if (maxLength === null) return limit === null ? t('none') : t('{0}, the model’s positions', formatCount(limit));
  return limit === null || limit >= maxLength
    ? formatCount(maxLength)
    : t('{0}, the model has {1}', formatCount(maxLength), formatCount(limit));
}
