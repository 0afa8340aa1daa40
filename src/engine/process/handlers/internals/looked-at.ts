import type { Matrix } from '../../../../common/contracts/internals/attention';
import type { AxisOptions, Range } from '../../../../common/contracts/internals/run-row';
import type { AttentionKind } from '../../../../common/contracts/internals/stacks';
import { LensError } from '../../../../common/errors/lens-error';
import type { CancellationSignal } from '../../../../common/rpc/cancellation';
import type { Matrices } from '../../../internals/attention/matrices';
import type { MatrixView } from '../../../internals/attention/matrix-view';
import { shownMatrix } from '../../../internals/attention/shown-matrix';
import { matricesOf, type InspectedRow } from '../../../internals/store/inspected-row';
import { shownAxis, type ShownAxis } from '../../../internals/tokens/axis';
import type { Engine } from '../../engine';

/** The row of a request. */
export interface RowParams {
  readonly runId: number;
  readonly row: number;
}

export interface MatrixParams extends RowParams {
  readonly matrix: Matrix;
  readonly axis: AxisOptions;
}

/** The matrices of a stack, with the axes that they are shown with. */
export interface ShownStack {
  readonly inspected: InspectedRow;
  readonly matrices: Matrices;
  readonly queries: ShownAxis;
  readonly keys: ShownAxis;
}

/** @throws LensError `not-found` for a run or a kind that is not there, or why the model cannot be looked into */
export async function shownStack(
  engine: Engine,
  { runId, row, kind, axis }: RowParams & { readonly kind: AttentionKind; readonly axis: AxisOptions },
  signal: CancellationSignal,
): Promise<ShownStack> {
  const inspected = await engine.inside.row(runId, row, signal);
  const matrices = matricesOf(inspected, kind);
  const { queries, keys } = matrices.layers;
  return { inspected, matrices, queries: shownAxis(queries, axis), keys: shownAxis(keys, axis) };
}

/** One matrix as it is shown, by entries of its axes. @throws LensError */
export async function shownMatrixOf(
  engine: Engine,
  { runId, row, matrix, axis }: MatrixParams,
  signal: CancellationSignal,
): Promise<ShownStack & { readonly view: MatrixView }> {
  const stack = await shownStack(engine, { runId, row, kind: matrix.kind, axis }, signal);
  return { ...stack, view: await shownMatrix(stack.matrices, matrix, stack, signal) };
}

/** @throws LensError `usage` for a part that is not on the axis */
export function checkRange(what: string, [from, to]: Range, { entries }: ShownAxis): void {
  if (from < to && to <= entries) return;
  throw new LensError('usage', `${from} to ${to} is no part of the ${entries} ${what}.`);
}
