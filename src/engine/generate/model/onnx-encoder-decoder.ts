import type { Tensor } from 'onnxruntime-node';
import { LensError } from '../../../common/errors/lens-error';
import { startTokenOf, type DecoderFacts } from '../../architectures/config/decoder-facts';
import { completeInputs } from '../../models/complete-inputs';
import type { LoadOptions } from '../../models/loaded-model';
import { statesGiven, statesTaken } from '../../models/onnx/check-partners';
import { takesMask } from '../../models/onnx/input-plan';
import type { OnnxCheckpoint } from '../../models/onnx/onnx-checkpoint';
import { openTextFile, type OpenedFile } from '../../models/onnx/run-file';
import { readApart } from './apart';
import type { Cache } from './cache-rows';
import { readWithCache } from './cached-reading';
import { checkPrompts } from './check-prompts';
import { storedAs } from './decoder';
import type { LanguageModel, Reading } from './language-model';
import { openSteps, type OpenedSteps } from './onnx-steps';
import { padded } from './padded';
import { roomOf } from './room';

/**
 * Opens an encoder-decoder from ONNX files: the encoder's is run once for a text, the decoder's at every step. One file for
 * both reads the text anew at every step.
 * @throws LensError `unsupported` for a file that takes no target, `bad-file` where it is not known what the decoder begins
 *   with
 */
export async function openOnnxEncoderDecoder(
  checkpoint: OnnxCheckpoint & { readonly decoder: DecoderFacts },
  options: Omit<LoadOptions, 'outputs'>,
): Promise<LanguageModel> {
  const { info, facts, encoder, main, withPast } = checkpoint;
  const start = startTokenOf(checkpoint.decoder);
  checkTakesTarget(checkpoint);
  const files = { first: main, next: withPast };
  const steps = await openSteps(files, encoder === null ? 'model' : 'steps', options);
  const reader = encoder && (await openEncoder(checkpoint, steps, options));
  return {
    info,
    device: options.device,
    beginning: () => [start],
    room: roomOf(facts),
    weights: storedAs(info),
    read: async (prompts, prefix = []) => {
      const beginning = [start, ...prefix];
      checkPrompts(prompts, facts);
      checkPrompts([beginning], facts);
      const read = async (texts: readonly (readonly number[])[]): Promise<Reading> => {
        const beginnings = texts.map(() => beginning);
        return readWithCache(steps.ort, steps.run, beginnings, await readTexts(checkpoint, steps, reader, texts));
      };
      // What cannot be told of padding reads each text by itself.
      return [encoder, main].every((file) => file === null || takesMask(file.inputs))
        ? read(prompts)
        : readApart(prompts, read);
    },
    dispose: async () => {
      await reader?.dispose();
      await steps.dispose();
    },
  };
}

function checkTakesTarget({ main }: OnnxCheckpoint): void {
  if (main.inputs.feeds.some(({ kind }) => kind === 'decoder')) return;
  throw new LensError('unsupported', `${main.name} takes no decoder_input_ids, so no token can be put behind another.`);
}

async function openEncoder(
  { encoder, facts }: OnnxCheckpoint,
  steps: OpenedSteps,
  options: Omit<LoadOptions, 'outputs'>,
): Promise<OpenedFile | null> {
  if (encoder === null) return null;
  const wanted = { wanted: [], more: [statesGiven] };
  return openTextFile(encoder, wanted, facts, { ...options, outputs: 'prediction' }).catch(async (error: unknown) => {
    await steps.dispose();
    throw error;
  });
}

/** What every step is given of the texts, by the names of the decoder's inputs. */
async function readTexts(
  { positions }: OnnxCheckpoint,
  { ort }: OpenedSteps,
  reader: OpenedFile | null,
  prompts: readonly (readonly number[])[],
): Promise<Cache> {
  const { rows, count, ids, mask } = padded(prompts, 'right');
  const dims = [rows, count] as const;
  const tensor = (data: BigInt64Array): Tensor => new ort.Tensor('int64', data, dims);
  const texts = tensor(mask);
  if (reader === null) return new Map(Object.entries({ input_ids: tensor(ids), attention_mask: texts }));
  const arrays = completeInputs({ inputIds: ids, attentionMask: mask, dims }, positions);
  const { raw } = await reader.run({ arrays, dims, decoder: null, states: null });
  const states = raw[statesGiven];
  if (states === undefined) throw new LensError('internal', `The encoder gave no ${statesGiven}.`);
  return new Map([
    [statesTaken, states],
    ['encoder_attention_mask', texts],
  ]);
}
