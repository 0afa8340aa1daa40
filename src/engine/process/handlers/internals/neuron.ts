import type { Neuron } from '../../../../common/contracts/internals/attention';
import type { AttentionKind } from '../../../../common/contracts/internals/stacks';
import type { CancellationSignal } from '../../../../common/rpc/cancellation';
import { neuronOf } from '../../../internals/neuron/neuron';
import type { Engine } from '../../engine';
import type { RowParams } from './looked-at';

/** How one head comes to one weight. @throws LensError */
export async function neuron(
  engine: Engine,
  {
    runId,
    row,
    ...choice
  }: RowParams & { kind: AttentionKind; layer: number; head: number; query: number; key: number },
  signal: CancellationSignal,
): Promise<Neuron> {
  return neuronOf(await engine.inside.row(runId, row, signal), choice, signal);
}
