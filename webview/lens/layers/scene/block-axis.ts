import type { HeatmapAxis } from '../../../shared/heatmap/heatmap-data';
import type { TokenAxis } from '../../internals/axis/token-axis';

/** A side of a picture whose pixels are means of neighbouring tokens where these are too many; else the tokens. */
export class BlockAxis implements HeatmapAxis {
  readonly mono = true;

  constructor(
    private readonly tokens: Pick<TokenAxis, 'count' | 'label' | 'dim'>,
    /** How many blocks. */
    readonly count: number,
  ) {}

  readonly label = (block: number): string => this.tokens.label(this.entryOf(block));

  readonly dim = (block: number): boolean => this.tokens.dim(this.entryOf(block));

  /** Whether every token has a block of its own. */
  get exact(): boolean {
    return this.count === this.tokens.count;
  }

  /** The first token of a block. */
  entryOf(block: number): number {
    return Math.floor((block * this.tokens.count) / Math.max(1, this.count));
  }

  /** The block of a token. */
  blockOf(entry: number): number {
    const guess = Math.floor((entry * this.count) / Math.max(1, this.tokens.count));
    return this.entryOf(guess + 1) <= entry && guess + 1 < this.count ? guess + 1 : guess;
  }
}
