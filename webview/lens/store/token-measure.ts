import type { TabName } from './view-state';

/**
 * What a tab says of each token of a row: the token strip draws it as a bar under the chip, the line of facts below says
 * what the bars are. Values are 0 to 1 (a bar's length), NaN for a token without one.
 */
export interface TokenMeasure {
  /** Drawn while this tab is open. */
  readonly tab: TabName;
  readonly runId: number;
  readonly row: number;
  /** By token of the input. */
  readonly values: Float32Array;
  /** Plain text, such as "how much excited attends to each token, layer 3 head 7". */
  readonly label: string;
}
