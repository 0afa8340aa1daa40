import type { InferenceSession, Tensor } from 'onnxruntime-node';
import { LensError } from '../../../common/errors/lens-error';
import type { LoadOptions } from '../../models/loaded-model';
import { planInputs, type FileRole, type InputPlan } from '../../models/onnx/input-plan';
import type { OnnxFile } from '../../models/onnx/onnx-file';
import { openFile } from '../../models/onnx/open-file';
import { runFailure } from '../../models/onnx/run-file';
import { onnxRuntime, type OnnxRuntime } from '../../runtime/onnxruntime';
import { nameOfPast, nameOfPresent } from './cache-names';
import type { Cache } from './cache-rows';
import type { DecoderStep, RunStep } from './cached-reading';
import { onnxFeeds } from './onnx-feeds';
import { lastLogits } from './onnx-logits';
import { presents } from './recorded-run';

type Options = Omit<LoadOptions, 'outputs'>;

/** A decoder in memory that is read token by token. */
export interface OpenedSteps {
  readonly ort: OnnxRuntime;
  readonly run: RunStep;
  dispose(): Promise<void>;
}

/**
 * Opens a decoder for reading token by token: one file, which takes a past of no tokens first, or one that has no past and
 * one that goes on from it. A decoder that remembers nothing is given all tokens at every step.
 * @param next the file that goes on; null where the first does that itself, or nothing does
 * @param role how their inputs are called
 * @throws LensError `unsupported` for files of one size only, and for a past that nothing gives
 */
export async function openSteps(
  { first, next }: { readonly first: OnnxFile; readonly next: OnnxFile | null },
  role: FileRole,
  options: Options,
): Promise<OpenedSteps> {
  const ort = await onnxRuntime();
  const plans = [first, next].map((file) => file && planOf(file, role));
  const [firstPlan = null, nextPlan = null] = plans;
  const opened: StepFile[] = [];
  try {
    for (const [index, file] of [first, next].entries()) {
      const plan = plans[index] ?? null;
      if (file === null || plan === null) continue;
      const session = await openFile(ort, file, { ...options, outputs: 'prediction' }, { inner: [], reads: 'steps' });
      opened.push({ ort, file, plan, session, device: options.device });
    }
    const [a, b = a] = opened;
    if (a === undefined || b === undefined) throw new LensError('internal', 'No decoder was opened.');
    const remembered = pastOf(nextPlan ?? firstPlan);
    const run = remembered.size === 0 ? rereading(a) : goingOn(a, b, remembered);
    return { ort, run, dispose: () => disposeAll(opened) };
  } catch (error) {
    await disposeAll(opened);
    throw error;
  }
}

interface StepFile {
  readonly ort: OnnxRuntime;
  readonly file: OnnxFile;
  readonly plan: InputPlan;
  readonly session: InferenceSession;
  readonly device: Options['device'];
}

async function disposeAll(files: readonly StepFile[]): Promise<void> {
  for (const { session } of files) await session.release();
}

function planOf({ takes, name }: OnnxFile, role: FileRole): InputPlan {
  const plan = planInputs(takes, name, role);
  // What goes on behind a past may be made for one token.
  if (plan.rows === null && (plan.positions === null || plan.positions === 1)) return plan;
  throw new LensError('unsupported', `${name} takes texts of one size only, so no token can be read by itself.`);
}

function pastOf(plan: InputPlan | null): ReadonlySet<string> {
  return new Set((plan?.feeds ?? []).map(({ name }) => nameOfPast(name)).filter((name) => name !== null));
}

/** Keys and values of a text, which are made once. */
const isOfText = (name: string): boolean => name.includes('.encoder.');

/** Reads on from what is remembered. Merged files give something else in place of a text's keys when they have them. */
function goingOn(first: StepFile, next: StepFile, remembered: ReadonlySet<string>): RunStep {
  const kept = (file: StepFile, isFirst: boolean): string[] => {
    const wanted = [...remembered].filter((name) => isFirst || !isOfText(name));
    const there = new Map(file.session.outputNames.map((output) => [nameOfPresent(output), output]));
    const found = wanted.flatMap((name) => there.get(name) ?? []);
    if (found.length === wanted.length) return found;
    throw new LensError('unsupported', `${file.file.name} takes keys and values of earlier tokens, but gives none.`);
  };
  const [made, grown] = [kept(first, true), kept(next, false)];
  return async (step, cache) => {
    const hasPast = [...remembered].some((name) => cache.has(name));
    const results = await runFile(hasPast ? next : first, step, { cache, hasPast }, hasPast ? grown : made);
    return { logits: results.logits, cache: new Map([...cache, ...presents(results.all)]) };
  };
}

/** The name of the tokens so far among what is remembered, int64 [rows, tokens]. */
const tokensSoFar = 'tokens';

/** Reads all tokens anew at every step: what is remembered is these. */
function rereading(file: StepFile): RunStep {
  return async (step, cache) => {
    const ids = joined(cache.get(tokensSoFar), step);
    const count = ids.length / step.rows;
    const mask = new BigInt64Array(ids.length).fill(1n);
    const whole = { rows: step.rows, count, total: count, ids, mask, positions: places(step.rows, count) };
    const { logits } = await runFile(file, whole, { cache, hasPast: false }, []);
    const tokens = new file.ort.Tensor('int64', ids, [step.rows, count]);
    return { logits, cache: new Map([...cache, [tokensSoFar, tokens]]) };
  };
}

function joined(before: Tensor | undefined, { rows, count, ids }: DecoderStep): BigInt64Array {
  if (!(before?.data instanceof BigInt64Array)) return ids;
  const known = before.data.length / rows;
  const all = new BigInt64Array(rows * (known + count));
  for (let row = 0; row < rows; row++) {
    all.set(before.data.subarray(row * known, (row + 1) * known), row * (known + count));
    all.set(ids.subarray(row * count, (row + 1) * count), row * (known + count) + known);
  }
  return all;
}

function places(rows: number, count: number): BigInt64Array {
  return BigInt64Array.from({ length: rows * count }, (_, index) => BigInt(index % count));
}

async function runFile(
  { ort, file, plan, session, device }: StepFile,
  step: DecoderStep,
  known: { readonly cache: Cache; readonly hasPast: boolean },
  kept: readonly string[],
): Promise<{ logits: Float32Array; all: Readonly<Record<string, Tensor>> }> {
  const all = await session
    .run(onnxFeeds(ort, plan.feeds, step, known), ['logits', ...kept])
    .catch((cause: unknown) => {
      throw runFailure(cause, device, file.name);
    });
  return { logits: lastLogits(all['logits'], file.name), all };
}
