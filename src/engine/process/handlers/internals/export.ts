import type { Exported } from '../../../../common/contracts/internals/export';
import type { AxisOptions } from '../../../../common/contracts/internals/run-row';
import type { HiddenKind } from '../../../../common/contracts/internals/stacks';
import type { Matrix } from '../../../../common/contracts/internals/attention';
import { realpath } from 'node:fs/promises';
import { LensError } from '../../../../common/errors/lens-error';
import type { CancellationSignal } from '../../../../common/rpc/cancellation';
import { writeTensors } from '../../../formats/safetensors/write';
import { everything } from '../../../internals/export/everything';
import { labelsOf } from '../../../internals/export/labels';
import { writeTable, type Table } from '../../../internals/export/write-table';
import type { TokenColumns } from '../../../tokenizers/text-tokenizer';
import type { Engine } from '../../engine';
import { shownStateOf } from './hidden';
import { shownMatrixOf, type RowParams } from './looked-at';

type Params = RowParams & { readonly what: Exported; readonly axis: AxisOptions; readonly path: string };

/** Writes numbers to a file, whole or not at all. @throws LensError `disk` that names the file */
export async function exportNumbers(
  engine: Engine,
  params: Params,
  signal: CancellationSignal,
): Promise<{ bytes: number }> {
  const { what } = params;
  // A link is followed: the file that it stands for is written, and the link stays.
  const path = await realpath(params.path).catch(() => params.path);
  if (what.of === 'everything') {
    return { bytes: await onDisk(path, () => exportEverything(engine, { ...params, path }, signal)) };
  }
  const table = await (what.of === 'matrix'
    ? matrixTable(engine, params, what.matrix, signal)
    : stateTable(engine, params, what, signal));
  return { bytes: await onDisk(path, () => writeTable(path, table, what.format, signal)) };
}

async function matrixTable(engine: Engine, params: Params, matrix: Matrix, signal: CancellationSignal): Promise<Table> {
  const { view, matrices, queries, keys } = await shownMatrixOf(engine, { ...params, matrix }, signal);
  const { stack } = matrices.layers;
  return {
    name: tensorName(stack.name, matrix),
    view,
    rows: labelsOf(tokensOf(engine, params, stack.queries), queries),
    columns: labelsOf(tokensOf(engine, params, stack.keys), keys),
    keys: { rows: 'queries', columns: 'keys', values: 'weights' },
  };
}

/** As in `transformers`' outputs as far as these have it: `attentions.3.head.4`, `attentions.3.mean`, `rollout.3`. */
function tensorName(stack: string, { of, layer, head }: Matrix): string {
  const place = layer === null ? [] : [layer];
  if (of === 'rollout') return [stack.replace('attentions', 'rollout'), ...place].join('.');
  return [stack, ...place, ...(head === null ? ['mean'] : ['head', head])].join('.');
}

async function stateTable(
  engine: Engine,
  params: Params,
  { kind, state }: { readonly kind: HiddenKind; readonly state: number },
  signal: CancellationSignal,
): Promise<Table> {
  const { view, states, axis } = await shownStateOf(engine, { ...params, kind, state }, signal);
  const columns = Array.from({ length: view.columns }, (_, index) => String(index));
  return {
    name: `${states.stack.name}.${state}`,
    view,
    rows: labelsOf(tokensOf(engine, params, states.stack.sequence), axis),
    columns,
    keys: { rows: 'tokens', columns: null, values: 'values' },
  };
}

async function exportEverything(engine: Engine, params: Params, signal: CancellationSignal): Promise<number> {
  const { runId, row } = params;
  const inspected = await engine.inside.row(runId, row, signal);
  const inputs = await engine.inside.inputsOf(runId, row);
  const outputs = await engine.inside.headOf(inputs, signal);
  return writeTensors(params.path, everything(inspected, inputs, outputs, signal), { format: 'pt' });
}

function tokensOf(engine: Engine, { runId, row }: RowParams, sequence: 'input' | 'target'): TokenColumns {
  if (sequence === 'input') return engine.runs.row(runId, row).row.tokens;
  const target = engine.runs.target(runId, row);
  if (target === null) throw new LensError('internal', 'The row has no target tokens.');
  return target.tokens;
}

async function onDisk<Value>(path: string, write: () => Promise<Value>): Promise<Value> {
  try {
    return await write();
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause) || cause instanceof LensError) throw cause;
    const reason = String(cause.code);
    throw new LensError('disk', `The file "${path}" could not be written (${reason}).`, undefined, { cause });
  }
}
