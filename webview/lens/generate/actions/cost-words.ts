import { t } from '@vscode/l10n';
import type { GenerationCost } from '../../../../src/common/contracts/generation/engine-requests';
import { formatDuration, formatFixed } from '../../../shared/format/numbers';

/** What generating took: `first token 31 ms, 38 tokens/s, cache 16.6 MB, float32`; what is not known yet is left out. */
export function costWords({ firstTokenMs, tokensPerSecond, cacheBytes, weights }: GenerationCost): string {
  return [
    firstTokenMs === null ? '' : t('first token {0}', formatDuration(firstTokenMs)),
    tokensPerSecond === null ? '' : t('{0} tokens/s', speed(tokensPerSecond)),
    cacheBytes === 0 ? t('no cache') : t('cache {0} MB', formatFixed(cacheBytes / 1e6, 1)),
    weights,
  ]
    .filter((part) => part !== '')
    .join(', ');
}

function speed(tokensPerSecond: number): string {
  return formatFixed(tokensPerSecond, tokensPerSecond < 9.95 ? 1 : 0);
}
