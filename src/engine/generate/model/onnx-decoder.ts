import { LensError } from '../../../common/errors/lens-error';
import { firstPosition } from '../../models/check-inputs';
import type { LoadOptions } from '../../models/loaded-model';
import type { OnnxCheckpoint } from '../../models/onnx/onnx-checkpoint';
import { readApart } from './apart';
import { readWithCache } from './cached-reading';
import { decoder, storedAs } from './decoder';
import type { LanguageModel, Reading } from './language-model';
import { openSteps } from './onnx-steps';
import { openRereading } from './rereading';

/**
 * Opens a decoder from ONNX files: with its cache where it was exported with one, in one file, in Optimum's merged ones or
 * in two, else reading the whole text anew for each token.
 * @throws LensError `unsupported` for a file that takes texts of one size only
 */
export async function openOnnxDecoder(
  checkpoint: OnnxCheckpoint,
  options: Omit<LoadOptions, 'outputs'>,
): Promise<LanguageModel> {
  const { main, withPast, info, facts } = checkpoint;
  const remembers = main.takes.some(({ name }) => name.startsWith('past_key_values.'));
  if (!remembers && withPast === null) return openRereading(checkpoint, options);
  const steps = await openSteps({ first: main, next: withPast }, 'model', options);
  const read = (prompts: readonly (readonly number[])[]): Promise<Reading> =>
    readWithCache(steps.ort, steps.run, prompts, new Map(), firstPosition(facts));
  return decoder(checkpoint, options.device, {
    weights: storedAs(info),
    read: (prompts) => (goTogether(prompts, checkpoint) ? read(prompts) : readApart(prompts, read)),
    dispose: () => steps.dispose(),
  });
}

/** @throws LensError `unsupported` */
export function checkGivesLogits({ main, results }: OnnxCheckpoint): void {
  if (results.some((result) => result.name === 'logits')) return;
  throw new LensError('unsupported', `${main.name} gives no logits, so it cannot be told what comes next.`);
}

/** Texts of other lengths are padded on the left, which a file must be told of, and not by their lengths. */
function goTogether(
  prompts: readonly (readonly number[])[],
  { main, withPast, readsLengths }: OnnxCheckpoint,
): boolean {
  if (prompts.every(({ length }) => length === prompts[0]?.length)) return true;
  const takes = (input: string): boolean =>
    [main, withPast].every((file) => file === null || file.takes.some(({ name }) => name === input));
  return !readsLengths && takes('attention_mask') && takes('position_ids');
}
