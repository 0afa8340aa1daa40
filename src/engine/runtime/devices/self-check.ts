import type { DeviceCheck } from '../../../common/contracts/device-check';
import type { Device } from '../../../common/contracts/model';
import { defaultEncodeOptions } from '../../../common/contracts/run';
import { readCheckpoint, type Checkpoint } from '../../models/checkpoint';
import { loadModel, type LoadedModel, type ModelInputs } from '../../models/loaded-model';
import { modelInputs } from '../../tasks/forward';
import { openTokenizer } from '../../tokenizers/text-tokenizer';
import { largestDifference } from './compare-tensors';

/** What reference values from Python may differ by, see `tolerance` of test/fixtures/models. */
export const selfCheckTolerance = 5e-5;

/** Of different lengths, so that padding and masks are tried as well. */
const texts = ['The soup is good and the bread is warm.', 'It rained, so they left early and nobody was glad.', 'No.'];

/**
 * Runs a small model on a device and on the CPU and compares logits, hidden states and attentions.
 * @param folder of the model, such as the bundled sample
 * @throws LensError `device` when the device does not work
 */
export async function selfCheck(folder: string, device: Device): Promise<DeviceCheck> {
  const checkpoint = await readCheckpoint(folder, null);
  const inputs = await inputsOf(folder, checkpoint);
  const expected = await onDevice(checkpoint, 'cpu', (model) => model.run(inputs));
  const [actual, placement] = await onDevice(
    checkpoint,
    device,
    async (model) => [await model.run(inputs), model.placement()] as const,
  );
  const { tensor, difference } = largestDifference(expected, actual);
  return {
    device,
    difference: Number.isFinite(difference) ? difference : null,
    tensor,
    tolerance: selfCheckTolerance,
    agrees: difference <= selfCheckTolerance,
    placement,
  };
}

async function inputsOf(folder: string, { info }: Checkpoint): Promise<ModelInputs> {
  const inputs = texts.map((text) => ({ text, pair: null }));
  return modelInputs(await (await openTokenizer(folder)).encodeBatch(inputs, defaultEncodeOptions, info.maxPositions));
}

async function onDevice<Result>(
  checkpoint: Checkpoint,
  device: Device,
  work: (model: LoadedModel) => Promise<Result>,
): Promise<Result> {
  const model = await loadModel(checkpoint, { device, threads: 0, outputs: 'inspect', runs: 'once' });
  try {
    return await work(model);
  } finally {
    await model.dispose();
  }
}
