import type { HiddenOverview } from '../../../../src/common/contracts/internals/hidden-states';
import type { AxisOptions } from '../../../../src/common/contracts/internals/run-row';
import type { HiddenStack } from '../../../../src/common/contracts/internals/stacks';
import type { TokenAxis } from '../../internals/axis/token-axis';
import { tokensOfEntry } from '../../internals/axis/axis-entries';
import type { BlockAxis } from './block-axis';
import type { NormScale } from './norm-scale';

/** Cosines between all tokens after one layer. */
export interface TokenCosines {
  /** [axis.count, axis.count] */
  readonly values: Float32Array;
  readonly axis: BlockAxis;
  /** The state that they belong to; an earlier one than chosen until the answer is here. */
  readonly state: number;
}

/** What is known of the chosen token after the chosen layer. */
export interface Neighbours {
  readonly entry: number;
  readonly state: number;
  /** By entry. */
  readonly cosines: Float32Array;
  readonly norm: number;
  readonly normBefore: number | null;
}

/** Everything that the Layers tab draws. */
export interface LayersScene {
  readonly runId: number;
  readonly row: number;
  readonly options: AxisOptions;
  readonly stacks: readonly HiddenStack[];
  readonly stack: HiddenStack;
  /** The chosen state: 0 is what enters the first layer. */
  readonly state: number;
  readonly axis: TokenAxis;
  readonly overview: HiddenOverview;
  readonly norms: NormScale;
  readonly cosines: TokenCosines | null;
  readonly neighbours: Neighbours | null;
  /** Entries of the chosen tokens, in the order in which they were chosen. */
  readonly chosen: readonly number[];
}

/** The name of a state in `transformers`' outputs: `hidden_states[4]`, `hidden_states[4][0, 3]`, words of several tokens without. */
export function stateNameOf({ stack, row, axis }: LayersScene, state: number, entry?: number): string {
  if (entry === undefined) return `${stack.name}[${state}]`;
  const [from, to] = tokensOfEntry(axis.axis, entry);
  return to - from > 1
    ? `${stack.name}[${state}][${row}, ${from}:${to}].mean(0)`
    : `${stack.name}[${state}][${row}, ${from}]`;
}
