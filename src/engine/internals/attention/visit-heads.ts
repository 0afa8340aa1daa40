import { setImmediate } from 'node:timers/promises';
import type { CancellationSignal } from '../../../common/rpc/cancellation';
import { headOf } from './layer-attention';
import type { Matrices } from './matrices';
import { addScaled, emptyMatrix, type MatrixView } from './matrix-view';

/** What is done with the matrices of all heads, one after the other. */
export interface HeadVisitor {
  /** Weights between real tokens; they are gone when the next layer comes. */
  head(layer: number, head: number, view: MatrixView): void;
  /** The mean of the layer's heads, after all of them. */
  mean(layer: number, view: MatrixView): void;
}

/** Layers of a stack, the last one exclusive. */
export type LayerRange = readonly [from: number, to: number];

/** All layers of a stack. */
export function allLayers({ layers: { stack } }: Pick<Matrices, 'layers'>): LayerRange {
  return [0, stack.layers];
}

/**
 * Goes through all heads of some layers, each layer once, with the means of their layers, which are kept on the way.
 * @param onLayer told before each layer
 */
export async function visitHeads(
  matrices: Matrices,
  [from, to]: LayerRange,
  visitors: readonly HeadVisitor[],
  signal: CancellationSignal,
  onLayer: (layer: number) => void = () => undefined,
): Promise<void> {
  const { stack, queries, keys } = matrices.layers;
  for (let layer = from; layer < to; layer++) {
    await pause(signal);
    onLayer(layer);
    const attention = await matrices.layers.layer(layer, signal);
    const mean = emptyMatrix(queries.to - queries.from, keys.to - keys.from);
    for (let head = 0; head < stack.heads; head++) {
      // What a person looks at meanwhile is answered between two heads.
      await pause(signal);
      const view = headOf(attention, head, queries, keys);
      for (const visitor of visitors) visitor.head(layer, head, view);
      addScaled(mean, view, 1 / stack.heads);
    }
    matrices.keepLayerMean(layer, mean);
    for (const visitor of visitors) visitor.mean(layer, mean);
  }
}

async function pause(signal: CancellationSignal): Promise<void> {
  await setImmediate();
  signal.throwIfAborted();
}
