import { setImmediate } from 'node:timers/promises';
import {
  firstTokens,
  maxRunWindows,
  type EncodeOptions,
  type Run,
  type RunInput,
  type RunRow,
} from '../../../common/contracts/run';
import { LensError } from '../../../common/errors/lens-error';
import { attempt } from '../../../common/errors/outcome';
import type { RequestContext } from '../../../common/rpc/contract';
import type { EncodedBatch, EncodedRow, EncodedTarget } from '../../tokenizers/text-tokenizer';
import type { Engine } from '../engine';
import { encode } from './encode';
import { predict, type Prediction } from './predict';

export interface RunParams {
  readonly inputs: readonly RunInput[];
  readonly options: EncodeOptions;
  readonly predict: boolean;
  readonly internals?: boolean | undefined;
}

type Context = RequestContext<{ message: string }>;
type Predicted = Pick<Run, 'prediction' | 'modelMs' | 'loadMs'> & Pick<Prediction, 'inside'>;

/** Tokenizes, predicts when asked to, and keeps the run. A model that cannot predict leaves the tokens as they are. */
export async function run(engine: Engine, params: RunParams, context: Context): Promise<Run> {
  context.signal.throwIfAborted();
  const start = performance.now();
  const batch = await encode(engine, params.inputs, params.options);
  const tokenizeMs = performance.now() - start;
  checkWindows(batch.rows.length);
  await setImmediate();
  context.signal.throwIfAborted();
  const { inside, ...predicted } = await predictOrNot(engine, params, batch, context);
  const { device, threads } = await engine.opened();
  const placement = await engine.placement();
  const runId = engine.runs.add({ inputs: params.inputs, batch });
  engine.inside.keep(runId, inside ?? []);
  return {
    runId,
    rows: batch.rows.map((row, index) => toRow(row, batch.targets?.rows[index])),
    maxLength: batch.maxLength,
    paddingSide: batch.paddingSide,
    // What ran is told, not what was chosen.
    device: placement !== null && placement.onCpu === placement.nodes ? 'cpu' : device,
    placement,
    threads,
    tokenizeMs,
    ...predicted,
  };
}

function checkWindows(rows: number): void {
  if (rows <= maxRunWindows) return;
  const [windows, most] = [rows.toLocaleString('en'), maxRunWindows.toLocaleString('en')];
  throw new LensError(
    'too-big',
    `The text takes ${windows} windows; at most ${most} are read.`,
    'Select a part of it.',
  );
}

async function predictOrNot(
  engine: Engine,
  params: RunParams,
  batch: EncodedBatch,
  { signal, progress }: Context,
): Promise<Predicted> {
  if (!params.predict) return { prediction: null, modelMs: null, loadMs: null, inside: null };
  const onLoad = (): void => progress({ message: 'Loading the model' });
  const outcome = await attempt(() =>
    predict(engine, batch, signal, { runs: 'once', inside: params.internals === true, onLoad }),
  );
  // Cancelled work is no result that says why there is no prediction.
  signal.throwIfAborted();
  if (!outcome.ok) return { prediction: outcome, modelMs: null, loadMs: null, inside: null };
  const { classification, modelMs, loadMs, inside } = outcome.value;
  return { prediction: { ok: true, value: classification }, modelMs, loadMs, inside };
}

function toRow(row: EncodedRow, target: EncodedTarget | undefined): RunRow {
  const cover = row.tokens.textCover();
  return {
    input: row.input,
    window: row.window,
    length: row.length,
    padding: row.padding,
    textTokens: cover.tokens,
    textUnits: cover.units,
    cut: row.cut.length,
    cutSpan: row.cutSpan,
    cutPairSpan: row.cutPairSpan,
    tokens: row.tokens.slice(0, firstTokens),
    cutTokens: row.cut.slice(0, firstTokens),
    ...(target ? { target: { length: target.length, tokens: target.tokens.slice(0, firstTokens) } } : {}),
  };
}
