import { LensError } from '../../../common/errors/lens-error';
import type { Checkpoint } from '../../models/checkpoint';
import type { LoadOptions } from '../../models/loaded-model';
import { missingHeadError } from '../../tasks/missing-head';
import type { LanguageModel } from './language-model';
import { checkGivesLogits, openOnnxDecoder } from './onnx-decoder';
import { openOnnxEncoderDecoder } from './onnx-encoder-decoder';
import { openRecordedDecoder } from './recorded-decoder';
import { openRecordedEncoderDecoder } from './recorded-encoder-decoder';

/**
 * Opens a model for generation.
 * @throws LensError `unsupported` for a model that is not made to go on with a text, `missing-weights` where its head is
 *   not in the weights, `device` when the device does not work
 */
export async function openLanguageModel(
  checkpoint: Checkpoint,
  options: Omit<LoadOptions, 'outputs'>,
): Promise<LanguageModel> {
  checkGenerates(checkpoint);
  if (checkpoint.format === 'onnx') {
    if (checkpoint.info.kind !== 'encoder-decoder') return openOnnxDecoder(checkpoint, options);
    const { decoder } = checkpoint;
    if (decoder === null) throw cannotGenerate(checkpoint.info);
    return openOnnxEncoderDecoder({ ...checkpoint, decoder }, options);
  }
  const { info, decoder, recordGeneration } = checkpoint;
  if (recordGeneration === null) throw cannotGenerate(info);
  const record = recordGeneration();
  if (decoder === null) return openRecordedDecoder(checkpoint, record, options);
  return openRecordedEncoderDecoder({ ...checkpoint, decoder }, record, options);
}

/** Checks from what is known without its weights that a model is made to go on with texts. @throws LensError as above */
export function checkGenerates(checkpoint: Checkpoint): void {
  const { info } = checkpoint;
  const isMade = info.task === 'text-generation' || info.task === 'text2text-generation' || info.task === 'translation';
  if (isMade && info.missingHead.length > 0) throw missingHeadError(info);
  if (checkpoint.format !== 'onnx') {
    if (checkpoint.recordGeneration === null) throw cannotGenerate(info);
    return;
  }
  if (!isMade) throw cannotGenerate(info);
  checkGivesLogits(checkpoint);
}

function cannotGenerate({ task, kind }: Checkpoint['info']): LensError {
  const why =
    kind === 'encoder-only'
      ? task === 'text-generation'
        ? 'it reads a text in both directions ("is_decoder" is not set in config.json)'
        : 'it reads a text as a whole and has no head that says what comes next'
      : task === null
        ? 'it has no language-model head'
        : `it is made for ${task}`;
  return new LensError(
    'unsupported',
    `The model cannot go on with a text: ${why}.`,
    'Choose a model for text generation, such as GPT-2, Llama or T5.',
  );
}
