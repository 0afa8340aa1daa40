import type { Placement } from '../../../common/contracts/placement';
import { LensError } from '../../../common/errors/lens-error';
import { checkInputs } from '../check-inputs';
import { completeInputs } from '../complete-inputs';
import type { LoadedModel, LoadOptions, ModelInputs, ModelOutputs } from '../loaded-model';
import { statesGiven } from './check-partners';
import { refusePadding } from './clear-padding';
import { decoderInputs } from './decoder-of-file';
import { takesMask } from './input-plan';
import type { OnnxCheckpoint } from './onnx-checkpoint';
import type { TextFile } from './onnx-file';
import type { Result } from './output-plan';
import { openTextFile, type OpenedFile } from './run-file';
import { runTurned } from './turn-padding';

type Pair = OnnxCheckpoint & { readonly encoder: TextFile };

/**
 * Opens an encoder-decoder in two files: the decoder's is given what the encoder's gave. The decoder's is not run for
 * results that are the encoder's alone.
 * @throws LensError `device`, or `bad-file` with what ONNX Runtime says
 */
export async function loadPair(pair: Pair, wanted: readonly Result[], options: LoadOptions): Promise<LoadedModel> {
  const { encoder, main, facts } = pair;
  const ofEncoder = wanted.filter((each) => encoder.results.includes(each));
  const ofDecoder = wanted.filter((each) => !encoder.results.includes(each));
  const first = await openTextFile(encoder, { wanted: ofEncoder, more: [statesGiven] }, facts, options);
  const second =
    ofDecoder.length === 0
      ? null
      : await openTextFile(main, { wanted: ofDecoder }, facts, options).catch(async (error: unknown) => {
          await first.dispose();
          throw error;
        });
  return {
    info: pair.info,
    device: options.device,
    run: async (inputs) => {
      for (const file of [encoder, main]) if (!takesMask(file.inputs)) refusePadding(inputs, file.name);
      const run = (batch: ModelInputs): Promise<ModelOutputs> => runBoth(pair, first, second, batch);
      return pair.readsLengths ? runTurned(pair, inputs, run) : run(inputs);
    },
    placement: () => together([first, second].flatMap((file) => file?.placement() ?? [])),
    dispose: async () => {
      await first.dispose();
      await second?.dispose();
    },
  };
}

async function runBoth(
  { encoder, main, positions, facts, decoder: begins }: Pair,
  first: OpenedFile,
  second: OpenedFile | null,
  inputs: ModelInputs,
): Promise<ModelOutputs> {
  const arrays = completeInputs(inputs, positions);
  checkInputs(arrays, inputs.dims, facts);
  const decoder = decoderInputs(inputs, begins, facts, main.inputs);
  const given = { arrays, dims: inputs.dims, decoder, states: null };
  const read = await first.run(given);
  if (second === null) return read.outputs;
  const states = read.raw[statesGiven] ?? null;
  const answer = await second.run({ ...given, states }).catch((error: unknown) => {
    throw ofBoth(error, encoder.name);
  });
  return new Map([...read.outputs, ...answer.outputs]);
}

/** A decoder may fail because it is given another encoder's states. */
function ofBoth(error: unknown, encoder: string): unknown {
  if (!(error instanceof LensError) || error.code !== 'bad-file') return error;
  const help = `It was given what ${encoder} made of the text: both must be of one model.`;
  return new LensError('bad-file', error.message, help, { cause: error });
}

function together(placements: readonly Placement[]): Placement | null {
  if (placements.length === 0) return null;
  const counts = new Map<string, number>();
  for (const { operation, count } of placements.flatMap(({ operations }) => operations)) {
    counts.set(operation, (counts.get(operation) ?? 0) + count);
  }
  const sum = (what: 'nodes' | 'onCpu'): number => placements.reduce((total, each) => total + each[what], 0);
  const operations = [...counts].map(([operation, count]) => ({ operation, count }));
  return { nodes: sum('nodes'), onCpu: sum('onCpu'), operations: operations.toSorted((a, b) => b.count - a.count) };
}
