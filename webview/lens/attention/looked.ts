import type { LensLook } from '../../../src/common/contracts/lens';
import type { Matrix } from '../../../src/common/contracts/internals/attention';
import type { AttentionStack } from '../../../src/common/contracts/internals/stacks';

/** How the heads are looked at: one of them, the mean of a layer's heads, or the rollout up to a layer. */
export type Mode = 'head' | 'mean' | 'rollout';

/** What is looked at, as far as the model has it: a remembered head that it does not have is the nearest one. */
export interface Looked {
  readonly stack: AttentionStack;
  readonly mode: Mode;
  readonly layer: number;
  /** Null: the mean of the heads. */
  readonly head: number | null;
  /** The mean of all layers, or the rollout through all of them. */
  readonly allLayers: boolean;
}

type Remembered = Pick<LensLook, 'kind' | 'of' | 'layer' | 'head' | 'allLayers'>;

/** What is looked at of a model with these stacks; null when it has none. */
export function lookedAt(look: Remembered, stacks: readonly AttentionStack[]): Looked | null {
  const stack = stacks.find(({ kind }) => kind === look.kind) ?? stacks[0];
  if (!stack || stack.layers === 0 || stack.heads === 0) return null;
  const mode = modeOf(look, stack);
  return {
    stack,
    mode,
    layer: Math.min(look.layer, stack.layers - 1),
    head: mode === 'head' ? Math.min(look.head ?? 0, stack.heads - 1) : null,
    allLayers: mode !== 'head' && look.allLayers === true,
  };
}

function modeOf(look: Remembered, stack: AttentionStack): Mode {
  if (look.of === 'rollout' && hasRollout(stack)) return 'rollout';
  return look.head === null ? 'mean' : 'head';
}

/** Rollout multiplies layers with each other, so queries and keys have to be the same tokens. */
export function hasRollout({ queries, keys }: AttentionStack): boolean {
  return queries === keys;
}

/** The matrix on show, as the engine is asked for it. */
export function matrixOf({ stack, mode, layer, head, allLayers }: Looked): Matrix {
  const of = mode === 'rollout' ? 'rollout' : 'weights';
  return { kind: stack.kind, of, layer: allLayers ? null : layer, head };
}

/** The head that `steps` heads on is, going on with the next layer behind a layer's last; null beyond the ends. */
export function headBeside({ stack, layer, head }: Looked, steps: number): { layer: number; head: number } | null {
  const at = layer * stack.heads + (head ?? 0) + steps;
  if (at < 0 || at >= stack.layers * stack.heads) return null;
  return { layer: Math.floor(at / stack.heads), head: at % stack.heads };
}
