import { describe, expect, it } from 'vitest';
import type { AttentionStack } from '../../../../src/common/contracts/internals/stacks';
import { headBeside, lookedAt, matrixOf } from '../../../../webview/lens/attention/looked';

const self: AttentionStack = {
  kind: 'self',
  name: 'attentions',
  layers: 6,
  heads: 12,
  queries: 'input',
  keys: 'input',
  causal: false,
  neurons: true,
};
const cross: AttentionStack = { ...self, kind: 'cross', name: 'cross_attentions', queries: 'target' };
const look = { kind: 'self', of: 'weights', layer: 3, head: 7 } as const;

describe('what is looked at', () => {
  it('is the nearest head that a model has', () => {
    expect(lookedAt({ ...look, layer: 30, head: 40 }, [self])).toMatchObject({ mode: 'head', layer: 5, head: 11 });
    expect(lookedAt({ ...look, kind: 'cross' }, [self])?.stack.kind).toBe('self');
    expect(lookedAt(look, [])).toBeNull();
  });

  it('is a mean without a head, and no rollout where queries and keys are other tokens', () => {
    expect(lookedAt({ ...look, head: null }, [self])?.mode).toBe('mean');
    expect(lookedAt({ ...look, of: 'rollout' }, [self])).toMatchObject({ mode: 'rollout', head: null });
    expect(lookedAt({ ...look, kind: 'cross', of: 'rollout' }, [cross])?.mode).toBe('head');
  });

  it('is asked for as the engine names it', () => {
    const matrix = (remembered: Parameters<typeof lookedAt>[0]) => {
      const looked = lookedAt(remembered, [self]);
      return looked && matrixOf(looked);
    };
    expect(matrix(look)).toEqual({ kind: 'self', of: 'weights', layer: 3, head: 7 });
    expect(matrix({ ...look, allLayers: true })).toEqual({ kind: 'self', of: 'weights', layer: 3, head: 7 });
    expect(matrix({ ...look, head: null, allLayers: true })).toMatchObject({ layer: null, head: null });
    expect(matrix({ ...look, of: 'rollout' })).toEqual({ kind: 'self', of: 'rollout', layer: 3, head: null });
  });

  it('goes on with the next layer behind the last head', () => {
    const at = (layer: number, head: number, steps: number) => {
      const looked = lookedAt({ ...look, layer, head }, [self]);
      return looked && headBeside(looked, steps);
    };
    expect(at(0, 11, 1)).toEqual({ layer: 1, head: 0 });
    expect(at(1, 0, -1)).toEqual({ layer: 0, head: 11 });
    expect([at(0, 0, -1), at(5, 11, 1)]).toEqual([null, null]);
  });
});
