import type { HiddenOverview } from '../../../../common/contracts/internals/hidden-states';
import type { AxisOptions } from '../../../../common/contracts/internals/run-row';
import type { HiddenKind } from '../../../../common/contracts/internals/stacks';
import { LensError } from '../../../../common/errors/lens-error';
import type { CancellationSignal } from '../../../../common/rpc/cancellation';
import { rowOf, type MatrixView } from '../../../internals/attention/matrix-view';
import { cosinesBetween, cosinesOf, type BlockCosines } from '../../../internals/hidden/cosines';
import { shownState, type HiddenStates } from '../../../internals/hidden/hidden-states';
import { hiddenOverview } from '../../../internals/hidden/overview';
import { norm } from '../../../internals/hidden/vectors';
import { hiddenOf } from '../../../internals/store/inspected-row';
import { entryOf, shownAxis, type ShownAxis } from '../../../internals/tokens/axis';
import type { Engine } from '../../engine';
import type { RowParams } from './looked-at';

interface HiddenParams extends RowParams {
  readonly kind: HiddenKind;
  readonly axis: AxisOptions;
}

/** Numbers on all states. @throws LensError */
export async function overview(
  engine: Engine,
  params: HiddenParams & { readonly pathOf: number | null },
  signal: CancellationSignal,
): Promise<HiddenOverview> {
  const { states, axis } = await shownStates(engine, params, signal);
  const { readToken } = states.stack;
  const usual = readToken === null ? 0 : Math.max(0, entryOf(axis, readToken));
  if (params.pathOf !== null) checkEntry(params.pathOf, axis);
  return hiddenOverview(states, axis, params.pathOf ?? usual, signal);
}

/** Cosines between tokens after one layer. @throws LensError */
export async function cosines(
  engine: Engine,
  params: HiddenParams & { readonly state: number; readonly size: number },
  signal: CancellationSignal,
): Promise<BlockCosines> {
  const { states, axis } = await shownStates(engine, params, signal);
  return cosinesBetween(stateAt(states, axis, params.state), params.size);
}

/** Cosines of one token with all. @throws LensError */
export async function neighbours(
  engine: Engine,
  params: HiddenParams & { readonly state: number; readonly token: number },
  signal: CancellationSignal,
): Promise<{ cosines: Float32Array<ArrayBuffer>; norm: number; normBefore: number | null }> {
  const { states, axis } = await shownStates(engine, params, signal);
  const { state, token } = params;
  checkEntry(token, axis);
  const view = stateAt(states, axis, state);
  const before = state === 0 ? null : stateAt(states, axis, state - 1);
  return {
    cosines: cosinesOf(view, token),
    norm: norm(rowOf(view, token)),
    normBefore: before === null ? null : norm(rowOf(before, token)),
  };
}

/** One state by shown entry. @throws LensError */
export async function shownStateOf(
  engine: Engine,
  params: HiddenParams & { readonly state: number },
  signal: CancellationSignal,
): Promise<{ view: MatrixView; states: HiddenStates; axis: ShownAxis }> {
  const { states, axis } = await shownStates(engine, params, signal);
  return { view: stateAt(states, axis, params.state), states, axis };
}

async function shownStates(engine: Engine, { runId, row, kind, axis }: HiddenParams, signal: CancellationSignal) {
  const states = hiddenOf(await engine.inside.row(runId, row, signal), kind);
  return { states, axis: shownAxis(states.tokens, axis) };
}

function stateAt(states: HiddenStates, axis: ShownAxis, state: number): MatrixView {
  const count = states.stack.states;
  if (state >= count) throw new LensError('usage', `There is no hidden state ${state}: there are ${count}.`);
  return shownState(states.state(state), axis);
}

function checkEntry(entry: number, { entries }: ShownAxis): void {
  if (entry >= entries) throw new LensError('usage', `There is no token ${entry}: there are ${entries}.`);
}
