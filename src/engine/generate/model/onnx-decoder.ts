import type { InferenceSession } from 'onnxruntime-node';
import type { Device } from '../../../common/contracts/model';
import { LensError } from '../../../common/errors/lens-error';
import { firstPosition } from '../../models/check-inputs';
import type { LoadOptions } from '../../models/loaded-model';
import type { OnnxCheckpoint } from '../../models/onnx/onnx-checkpoint';
import { openFile } from '../../models/onnx/open-file';
import { onnxRuntime, type OnnxRuntime } from '../../runtime/onnxruntime';
import { explain, memoryLack, reasonOf } from '../../runtime/session';
import { nameOfPast, nameOfPresent } from './cache-names';
import { readWithCache, type RunStep } from './cached-reading';
import { presents } from './recorded-run';
import { decoder, storedAs } from './decoder';
import type { LanguageModel } from './language-model';
import { onnxFeeds } from './onnx-feeds';
import { lastLogits } from './onnx-logits';
import { openRereading } from './rereading';

type Options = Omit<LoadOptions, 'outputs'>;

/**
 * Opens a decoder from an ONNX file: with its cache where it was exported with one, Optimum's merged files among them, else
 * reading the whole text anew for each token.
 * @throws LensError `unsupported` for a file that takes texts of one size only
 */
export async function openOnnxDecoder(checkpoint: OnnxCheckpoint, options: Options): Promise<LanguageModel> {
  const { inputs, name } = checkpoint;
  if (!inputs.feeds.some(({ kind }) => kind === 'past')) return openRereading(checkpoint, options);
  if (inputs.rows !== null || inputs.positions !== null) {
    throw new LensError('unsupported', `${name} takes texts of one size only, so no token can be read by itself.`);
  }
  const ort = await onnxRuntime();
  const session = await openFile(ort, checkpoint, { ...options, outputs: 'prediction' }, []);
  const run = stepsOf(ort, session, checkpoint, options);
  return decoder(checkpoint, options.device, {
    weights: storedAs(checkpoint.info),
    read: async (prompts) => {
      checkPadding(prompts, checkpoint);
      return readWithCache(ort, run, prompts, new Map(), firstPosition(checkpoint.facts));
    },
    dispose: () => session.release(),
  });
}

/** @throws LensError `unsupported` */
export function checkGivesLogits({ name, results }: OnnxCheckpoint): void {
  if (results.some((result) => result.name === 'logits')) return;
  throw new LensError('unsupported', `${name} gives no logits, so it cannot be told what comes next.`);
}

function stepsOf(ort: OnnxRuntime, session: InferenceSession, checkpoint: OnnxCheckpoint, options: Options): RunStep {
  const { feeds } = checkpoint.inputs;
  const remembered = new Set(feeds.map((feed) => nameOfPast(feed.name)).filter((name) => name !== null));
  const kept = session.outputNames.filter((output) => remembered.has(nameOfPresent(output) ?? ''));
  if (kept.length < remembered.size) {
    throw new LensError('unsupported', `${checkpoint.name} takes keys and values of earlier tokens, but gives none.`);
  }
  return async (step, cache) => {
    const given = onnxFeeds(ort, feeds, step, cache);
    const results = await session.run(given, ['logits', ...kept]).catch((cause: unknown) => {
      throw runFailure(cause, options.device, checkpoint.name);
    });
    return { logits: lastLogits(results['logits'], checkpoint.name), cache: presents(results) };
  };
}

function runFailure(cause: unknown, device: Device, name: string): LensError {
  if (device !== 'cpu' || memoryLack(cause) !== null) return explain(cause, device);
  return new LensError('bad-file', `ONNX Runtime cannot run ${name}: ${reasonOf(cause)}`, undefined, { cause });
}

/** Texts of other lengths are padded on the left, which a file must be told of. */
function checkPadding(prompts: readonly (readonly number[])[], { inputs, name }: OnnxCheckpoint): void {
  const isPadded = prompts.some(({ length }) => length !== prompts[0]?.length);
  const takes = (input: string): boolean => inputs.feeds.some((feed) => feed.name === input);
  if (!isPadded || (takes('attention_mask') && takes('position_ids'))) return;
  throw new LensError(
    'unsupported',
    `${name} takes no attention_mask or no position_ids, so texts of other lengths cannot go on together.`,
    'Give texts one at a time.',
  );
}
