import type { LensModel, Notice } from '../../../common/contracts/lens';
import type { EncodeOptions, Run } from '../../../common/contracts/run';
import { type ErrorData, LensError, toErrorData } from '../../../common/errors/lens-error';
import type { CancellationSignal } from '../../../common/rpc/cancellation';
import { type ChosenModel, engineModel } from '../../models/chosen-model';
import { MissingModelError } from '../../models/missing-model';
import { UntrustedModelError } from '../../models/trust-rule';
import { failureNotice } from '../notices/failure-notice';
import {
  canClassify,
  fellBackNotice,
  leftToCpuNotice,
  missingModelNotice,
  modelNotices,
  untrustedNotice,
} from '../notices/model-notices';
import { slidingNotice, tooManyWindows, truncationNotice } from '../notices/truncation-notice';
import { type ReadText, toInputs } from '../source/read-text';
import { encodeOptions } from './encode-options';
import type { EngineSource, OpenEngine } from './engine-access';

export interface ReadParams {
  readonly read: ReadText;
  readonly model: ChosenModel;
  readonly maxLength: number | null;
  readonly threads: number;
  readonly sliding: boolean;
  /** Whether the same forward pass gives hidden states and attentions. */
  readonly internals: boolean;
}

/** What became of a text. `run` is null when the tokenizer cannot be used; the notices say why. */
export interface ReadOutcome {
  readonly params: ReadParams;
  readonly engine: OpenEngine;
  readonly options: EncodeOptions;
  readonly model: LensModel;
  readonly run: Run | null;
  readonly notices: readonly Notice[];
}

/**
 * Reads texts with a model: opens it, tokenizes, predicts where it has a head. A device that does not work is replaced by
 * the CPU, which is said. Throws a LensError when nothing can be shown at all.
 */
export async function readWithModel(
  params: ReadParams,
  engines: EngineSource,
  signal: CancellationSignal,
): Promise<ReadOutcome> {
  const first = await attemptOn(params, engines, signal);
  if (!(first instanceof LensError)) return first;
  const { device } = params.model;
  if (first.code !== 'device' || device === 'cpu') throw first;
  const onCpu: ReadParams = { ...params, model: { ...params.model, device: 'cpu' } };
  const second = await attemptOn(onCpu, engines, signal);
  if (second instanceof LensError) throw second;
  return { ...second, notices: [fellBackNotice(device, 'cpu', first.message), ...second.notices] };
}

async function attemptOn(
  params: ReadParams,
  engines: EngineSource,
  signal: CancellationSignal,
): Promise<ReadOutcome | LensError> {
  try {
    const outcome = await readOnce(params, engines, signal);
    const failure = predictionError(outcome.run);
    return failure?.code === 'device' ? new LensError('device', failure.message, failure.help) : outcome;
  } catch (error) {
    if (error instanceof LensError && error.code === 'device') return error;
    throw error;
  }
}

async function readOnce(params: ReadParams, engines: EngineSource, signal: CancellationSignal): Promise<ReadOutcome> {
  const { read, maxLength, sliding, internals } = params;
  const engine = await engines.get(engineModel(params.model, params.threads));
  signal.throwIfAborted();
  const options = encodeOptions(engine.opened, maxLength, sliding);
  const model = lensModel(params.model, engine);
  const known = modelNotices(engine.opened);
  if (!engine.opened.tokenizer.ok) return { params, engine, options, model, run: null, notices: known };
  const predict = model.info !== null && canClassify(model.info);
  const inputs = toInputs(read, model.info);
  const wanted = { inputs, options, predict, internals: internals && model.info !== null };
  const run = await engine.request('run', wanted, { signal });
  return { params, engine, options, model, run, notices: [...known, ...runNotices(run, params)] };
}

function runNotices(run: Run, { read, sliding, model: { device: chosen } }: ReadParams): Notice[] {
  const failure = predictionError(run);
  return [
    failure ? failureNotice(failure) : null,
    run.device === chosen ? null : leftToCpuNotice(chosen),
    truncationNotice(run, read),
    sliding ? slidingNotice(run) : null,
  ].filter((notice) => notice !== null);
}

function predictionError(run: Run | null): ErrorData | undefined {
  return run?.prediction && !run.prediction.ok ? run.prediction.error : undefined;
}

/** The model as the Lens shows it. */
export function lensModel({ resolved, device }: ChosenModel, engine: OpenEngine | null): LensModel {
  const { tokenizer, model } = engine?.opened ?? {};
  return {
    id: resolved.id,
    origin: resolved.origin,
    info: model?.ok ? model.value : null,
    tokenizer: tokenizer?.ok ? tokenizer.value : null,
    device,
  };
}

/** The notice for work that failed as a whole; its details are for the log. */
export function workFailed(error: unknown, sliding = false): Notice {
  if (error instanceof UntrustedModelError) return untrustedNotice(error);
  if (error instanceof MissingModelError) return missingModelNotice(error);
  const data = toErrorData(error);
  return data.code === 'too-big' && sliding ? tooManyWindows(data) : failureNotice(data);
}
