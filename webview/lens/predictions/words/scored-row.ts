import type { Surprise } from '../../../../src/common/contracts/words/surprise';
import type { Token } from '../../../../src/common/contracts/tokens';
import { formatCount, formatFixed } from '../../../shared/format/numbers';
import { chipText } from '../../strip/chip-look';
import type { LensStore } from '../../store/lens-store';
import type { TokenPlace } from '../../store/token-place';
import { t } from '@vscode/l10n';

const leastFullBits = 8;

/** A token with its score; NaN and rank 0 where nothing comes before it. */
export interface ScoredToken {
  /** Counted as in the answer's arrays. */
  readonly index: number;
  /** Undefined while it is on the way. */
  readonly token: Token | undefined;
  readonly probability: number;
  readonly bits: number;
  readonly rank: number;
}

/** The tokens of an answer with their scores, as far as the store has them. */
export class ScoredRow {
  readonly count: number;

  constructor(
    private readonly store: LensStore,
    readonly surprise: Surprise,
    private readonly row: number,
  ) {
    this.count = surprise.logProbabilities.length;
  }

  at(index: number): ScoredToken {
    const log = this.surprise.logProbabilities[index] ?? NaN;
    const rank = this.surprise.ranks[index] ?? 0;
    return { index, token: this.#token(index), probability: Math.exp(log), bits: Math.max(0, -log / Math.LN2), rank };
  }

  /** Where a token stands among the row's own; null for the last one of a target, which the decoder is not given. */
  placeOf(index: number): TokenPlace | null {
    const { part, from, last } = this.surprise;
    // The decoder is given each token of the target one place later.
    const at = part === 'target' ? index + 1 : from + index;
    return last !== null && index === this.count - 1 ? null : { target: 'model', row: this.row, part, index: at };
  }

  /** What a bar in full stands for, in bits: the highest surprise, and so many that bars of an expected text stay low. */
  get fullBits(): number {
    const logs = this.surprise.logProbabilities;
    return Math.max(
      leastFullBits,
      logs.reduce((most, log) => Math.max(most, Number.isNaN(log) ? 0 : -log), 0) / Math.LN2,
    );
  }

  #token(index: number): Token | undefined {
    const place = this.placeOf(index);
    return place === null ? (this.surprise.last ?? undefined) : this.store.token(place);
  }
}

/** What is said of a token: `lecture, rank 87, probability 0.0060, 7.4 bits`. */
export function scoreWords({ token, probability, bits, rank }: ScoredToken): string {
  const name = token ? chipText(token) : '…';
  if (rank === 0) return t('{0}, no score: nothing comes before it', name);
  return t(
    '{0}, rank {1}, probability {2}, {3} bits',
    name,
    formatCount(rank),
    formatFixed(probability),
    formatFixed(bits, 1),
  );
}
