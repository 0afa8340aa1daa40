import type { Tensor as OrtTensor } from 'onnxruntime-node';
import type { Device } from '../../../common/contracts/model';
import { LensError } from '../../../common/errors/lens-error';
import type { Tensor } from '../../../common/tensors/tensor';
import { fromFloat16 } from '../../formats/safetensors/half-floats';
import { placementIn } from '../../runtime/devices/watch-placement';
import { onnxRuntime } from '../../runtime/onnxruntime';
import { explain, memoryLack, reasonOf } from '../../runtime/session';
import { checkInputs } from '../check-inputs';
import { chosenOf } from '../chosen-results';
import { completeInputs } from '../complete-inputs';
import type { LoadedModel, LoadOptions, ModelInputs, ModelOutputs } from '../loaded-model';
import { checkInner } from './check-inner';
import { clearPadding, refusePaddingBefore } from './clear-padding';
import { runFixed } from './fixed-shape';
import { decoderInputs } from './decoder-of-file';
import { makeFeeds } from './make-feeds';
import type { OnnxCheckpoint } from './onnx-checkpoint';
import { openFile } from './open-file';
import { isInner, type Result } from './output-plan';

/** Opens an ONNX file. @throws LensError `device`, or `bad-file` with what ONNX Runtime says */
export async function loadOnnx(checkpoint: OnnxCheckpoint, options: LoadOptions): Promise<LoadedModel> {
  const ort = await onnxRuntime();
  const results = resultsOf(checkpoint, options.outputs);
  const session = await openFile(
    ort,
    checkpoint,
    options,
    results.filter(({ inner }) => inner !== null),
  );
  const { inputs: plan, name, padTokenId } = checkpoint;
  const hasMask = plan.feeds.some((feed) => feed.name === 'attention_mask');
  const names = [...new Set(results.map(({ output }) => output))];
  const runOnce = async (inputs: ModelInputs): Promise<ModelOutputs> => {
    const { dims, decoder = null } = inputs;
    const feeds = makeFeeds(ort, plan.feeds, { arrays: completeInputs(inputs, checkpoint.positions), dims, decoder });
    const outputs = await session.run(feeds, names).catch((cause: unknown) => {
      throw runFailure(cause, options.device, name);
    });
    const [rows, positions] = dims;
    const sizes = { rows, positions, targets: decoder?.dims[1] ?? null, ...checkpoint.facts };
    const tensors = results.map((each) => {
      const tensor = asFloat32(outputs[each.output], each.output, name);
      const checked = checkInner(each, tensor, sizes, name);
      if (each.inner?.kind === 'attention' && each.inner.isUnwritten) clearPadding(checked, inputs);
      return [each.name, checked] as const;
    });
    return checkLogits(new Map(tensors), rows, checkpoint);
  };
  return {
    info: checkpoint.info,
    device: options.device,
    run: async (inputs) => {
      if (!hasMask) refusePadding(inputs, name);
      if (checkpoint.readsLengths) refusePaddingBefore(inputs, name);
      checkInputs(completeInputs(inputs, checkpoint.positions), inputs.dims, checkpoint.facts);
      const decoder = decoderInputs(inputs, checkpoint.decoder, checkpoint.facts, plan);
      const given = decoder === null ? inputs : { ...inputs, decoder };
      return runFixed({ ...plan, hasMask, padTokenId, name }, given, runOnce);
    },
    placement: () => placementIn(session),
    dispose: () => session.release(),
  };
}

/** @throws LensError `usage` for a name that is none of the file's results */
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

function runFailure(cause: unknown, device: Device, name: string): LensError {
  if (device !== 'cpu' || memoryLack(cause) !== null) return explain(cause, device);
  return new LensError('bad-file', `ONNX Runtime cannot run ${name}: ${reasonOf(cause)}`, undefined, { cause });
}

function refusePadding({ attentionMask }: ModelInputs, name: string): void {
  if (attentionMask.every((each) => each === 1n)) return;
  throw new LensError(
    'unsupported',
    `${name} takes no attention_mask, so it cannot be told which tokens are padding.`,
    'Give texts one at a time.',
  );
}

/** Refuses logits that are not of the texts that were given. */
function checkLogits(outputs: ModelOutputs, rows: number, { name, info }: OnnxCheckpoint): ModelOutputs {
  const { dims } = outputs.get('logits') ?? {};
  const isOfTexts = info.task !== 'text-classification' || dims?.length === 2;
  if (dims === undefined || (dims[0] === rows && isOfTexts)) return outputs;
  throw new LensError('bad-file', `${name} gives logits [${dims.join(', ')}] for a batch of ${rows} texts.`);
}

function asFloat32(tensor: OrtTensor | undefined, output: string, name: string): Tensor<Float32Array<ArrayBuffer>> {
  if (tensor?.data instanceof Float32Array)
    return { dims: tensor.dims, data: tensor.data as Float32Array<ArrayBuffer> };
  if (tensor?.type === 'float16') {
    // Newer versions of Node have an array of half floats, older ones their bits.
    const { buffer, byteOffset, length } = tensor.data as Uint16Array;
    return { dims: tensor.dims, data: fromFloat16(new Uint16Array(buffer, byteOffset, length)) };
  }
  throw new LensError('unsupported', `${name} gives ${output} as ${tensor?.type ?? 'nothing'}, which cannot be shown.`);
}
