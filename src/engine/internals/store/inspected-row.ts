import type { AttentionKind, HiddenKind, Internals } from '../../../common/contracts/internals/stacks';
import { LensError } from '../../../common/errors/lens-error';
import type { AttentionLayers } from '../attention/attention-layers';
import { Matrices } from '../attention/matrices';
import type { HiddenStates } from '../hidden/hidden-states';
import type { ComputeLayer } from '../recompute/computed-layers';
import type { ByteCache } from './byte-cache';
import type { RowTokens } from './stacks';

/** What is known of the inside of a model for one row. */
export interface InspectedRow {
  readonly internals: Internals;
  readonly tokens: RowTokens;
  readonly attentions: readonly AttentionLayers[];
  readonly hiddenStates: readonly HiddenStates[];
  /** Computes what is not kept of a layer. */
  readonly compute: ComputeLayer;
  /** What products of queries and keys are multiplied by, by the name of the attention. */
  readonly scales: ReadonlyMap<string, number>;
  /** What was computed from what is kept. */
  readonly cache: ByteCache;
  /** Of the tensors that are kept. */
  readonly bytes: number;
}

/** @throws LensError `not-found` where the model has no such attention */
export function matricesOf(row: InspectedRow, kind: AttentionKind): Matrices {
  const layers = row.attentions.find(({ stack }) => stack.kind === kind);
  if (layers !== undefined) return new Matrices(layers, row.cache);
  throw new LensError('not-found', row.internals.missing ?? `The model has no attention of the kind "${kind}".`);
}

/** @throws LensError `not-found` where the model has no such hidden states */
export function hiddenOf(row: InspectedRow, kind: HiddenKind): HiddenStates {
  const states = row.hiddenStates.find(({ stack }) => stack.kind === kind);
  if (states !== undefined) return states;
  throw new LensError('not-found', row.internals.missing ?? `The model has no hidden states of the kind "${kind}".`);
}
