import { LensError } from '../../../common/errors/lens-error';
import { checkInputs } from '../check-inputs';
import { chosenOf } from '../chosen-results';
import { completeInputs } from '../complete-inputs';
import type { LoadedModel, LoadOptions, ModelInputs, ModelOutputs } from '../loaded-model';
import { refusePadding } from './clear-padding';
import { decoderInputs } from './decoder-of-file';
import { runFixed } from './fixed-shape';
import { loadPair } from './load-pair';
import { takesMask } from './input-plan';
import type { OnnxCheckpoint } from './onnx-checkpoint';
import { isInner, type Result } from './output-plan';
import { openTextFile } from './run-file';
import { runTurned } from './turn-padding';

/** Opens ONNX files. @throws LensError `device`, or `bad-file` with what ONNX Runtime says */
export async function loadOnnx(checkpoint: OnnxCheckpoint, options: LoadOptions): Promise<LoadedModel> {
  const wanted = resultsOf(checkpoint, options.outputs);
  if (checkpoint.encoder !== null) return loadPair({ ...checkpoint, encoder: checkpoint.encoder }, wanted, options);
  const { main, padTokenId, positions, facts } = checkpoint;
  const { inputs: plan, name } = main;
  const file = await openTextFile(main, { wanted }, facts, options);
  const hasMask = takesMask(plan);
  const runOnce = async (inputs: ModelInputs): Promise<ModelOutputs> => {
    const { dims, decoder = null } = inputs;
    const { outputs } = await file.run({ arrays: completeInputs(inputs, positions), dims, decoder, states: null });
    return checkLogits(outputs, dims[0], checkpoint);
  };
  return {
    info: checkpoint.info,
    device: options.device,
    run: async (inputs) => {
      if (!hasMask) refusePadding(inputs, name);
      checkInputs(completeInputs(inputs, positions), inputs.dims, facts);
      const decoder = decoderInputs(inputs, checkpoint.decoder, facts, plan);
      const given = decoder === null ? inputs : { ...inputs, decoder };
      const run = (batch: ModelInputs): Promise<ModelOutputs> =>
        runFixed({ ...plan, hasMask, padTokenId, name }, batch, runOnce);
      return checkpoint.readsLengths ? runTurned(checkpoint, given, run) : run(given);
    },
    placement: () => file.placement(),
    dispose: () => file.dispose(),
  };
}

/** @throws LensError `usage` for a name that is none of the model's results */
function resultsOf({ results }: OnnxCheckpoint, wanted: LoadOptions['outputs']): readonly Result[] {
  if (wanted === 'inspect') return results;
  if (wanted === 'prediction') return results.filter(({ name }) => !isInner(name));
  const names = new Set(
    chosenOf(
      results.map(({ name }) => name),
      wanted,
    ),
  );
  return results.filter(({ name }) => names.has(name));
}

/** Refuses logits that are not of the texts that were given. */
function checkLogits(outputs: ModelOutputs, rows: number, { main, info }: OnnxCheckpoint): ModelOutputs {
  const { dims } = outputs.get('logits') ?? {};
  const isOfTexts = info.task !== 'text-classification' || dims?.length === 2;
  if (dims === undefined || (dims[0] === rows && isOfTexts)) return outputs;
  throw new LensError('bad-file', `${main.name} gives logits [${dims.join(', ')}] for a batch of ${rows} texts.`);
}
