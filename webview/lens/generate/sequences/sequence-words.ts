import { t } from '@vscode/l10n';
import type { Branch, BranchSequence, GenerationView } from '../../../../src/common/contracts/generation/view';
import { formatCount, formatFixed } from '../../../shared/format/numbers';

/**
 * How many tokens a sequence of a branch may have, those that were there before included; null where nothing says so.
 * @param promptTokens of the text that is gone on with: of an encoder-decoder 1, the decoder's start
 */
export function roomOf(
  { settings, shared }: Branch,
  { defaults, room }: Pick<GenerationView, 'defaults' | 'room'>,
  promptTokens: number,
): number | null {
  // A length that a person gives counts before a number of new tokens that only the model's files give.
  const most = settings.max_new_tokens ?? (settings.max_length === null ? defaults.max_new_tokens : null);
  const length = settings.max_length ?? defaults.max_length;
  const bounds = [
    most === null ? Infinity : most + shared,
    most === null && length !== null ? length - promptTokens : Infinity,
    room === null ? Infinity : room - promptTokens,
  ];
  const least = Math.min(...bounds);
  return Number.isFinite(least) && least > 0 ? least : null;
}

/** How far a sequence is: `41 of 50 tokens`. */
export function countWords({ tokens }: BranchSequence, room: number | null): string {
  const count = formatCount(tokens.length);
  if (room !== null && room >= tokens.length) return t('{0} of {1} tokens', count, formatCount(room));
  return tokens.length === 1 ? t('1 token') : t('{0} tokens', count);
}

/** Why it ended, in short; empty while it goes on. */
export function endWords({ end }: BranchSequence): string {
  switch (end) {
    case 'token':
      return t('end token');
    case 'length':
      return t('full length');
    case 'stop-string':
      return t('stop string');
    case 'stopped':
      return t('stopped');
    case null:
      return '';
  }
}

/** The score of a beam, as transformers' `sequences_scores`. */
export function scoreWords({ score }: BranchSequence): string {
  return score === null ? '' : t('score {0}', formatFixed(score));
}

/** What a screen reader is told once a branch has ended. */
export function endAnnouncement(branch: Branch): string {
  const { phase, sequences, failure } = branch;
  if (phase === 'running') return '';
  if (phase === 'failed') return t('Generating failed. {0}', failure?.message ?? '').trim();
  const tokens = sequences.reduce((sum, sequence) => sum + sequence.tokens.length - branch.shared, 0);
  const many = sequences.length === 1 ? t('1 sequence') : t('{0} sequences', formatCount(sequences.length));
  const ended = phase === 'stopped' ? t('Stopped') : t('Generated');
  return t('{0}: {1}, {2} new tokens', ended, many, formatCount(tokens));
}
