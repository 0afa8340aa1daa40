import type { Tensor as OrtTensor } from 'onnxruntime-node';
import type { Device } from '../../../common/contracts/model';
import type { Placement } from '../../../common/contracts/placement';
import { LensError } from '../../../common/errors/lens-error';
import type { Tensor } from '../../../common/tensors/tensor';
import { fromFloat16 } from '../../formats/safetensors/half-floats';
import { placementIn } from '../../runtime/devices/watch-placement';
import { onnxRuntime } from '../../runtime/onnxruntime';
import { explain, memoryLack, reasonOf } from '../../runtime/session';
import type { LoadOptions, ModelOutputs } from '../loaded-model';
import { checkInner, type InnerSizes } from './check-inner';
import { clearPadding } from './clear-padding';
import { makeFeeds, type RunArrays } from './make-feeds';
import type { TextFile } from './onnx-file';
import { openFile } from './open-file';
import type { Result } from './output-plan';

/** An ONNX file in memory. */
export interface OpenedFile {
  /**
   * Runs a batch. Gives the results that are wanted by their names, and what ONNX Runtime gave by the file's own.
   * @throws LensError `bad-file` with what ONNX Runtime says, `unsupported` for results that cannot be shown
   */
  run(given: RunArrays): Promise<{ outputs: ModelOutputs; raw: Readonly<Record<string, OrtTensor>> }>;
  /** Which nodes a device other than the CPU left to it; null on the CPU, and before the first run. */
  placement(): Placement | null;
  dispose(): Promise<void>;
}

/**
 * Opens a file for whole texts.
 * @param wanted of its results
 * @param more of its own outputs that the caller takes as they are
 * @throws LensError `device`, or `bad-file` with what ONNX Runtime says
 */
export async function openTextFile(
  file: TextFile,
  { wanted, more = [] }: { readonly wanted: readonly Result[]; readonly more?: readonly string[] },
  facts: Pick<InnerSizes, 'heads' | 'hiddenSize'>,
  options: LoadOptions,
): Promise<OpenedFile> {
  const ort = await onnxRuntime();
  const inner = wanted.filter((each) => each.inner !== null);
  const session = await openFile(ort, file, options, { inner, reads: 'texts' });
  const names = [...new Set([...wanted.map(({ output }) => output), ...more])];
  return {
    run: async (given) => {
      const raw = await session.run(makeFeeds(ort, file.inputs.feeds, given), names).catch((cause: unknown) => {
        throw runFailure(cause, options.device, file.name);
      });
      return { outputs: new Map(wanted.map((each) => [each.name, shown(each, raw, given, facts, file.name)])), raw };
    },
    placement: () => placementIn(session),
    dispose: () => session.release(),
  };
}

function shown(
  result: Result,
  raw: Readonly<Record<string, OrtTensor>>,
  { arrays, dims, decoder }: RunArrays,
  facts: Pick<InnerSizes, 'heads' | 'hiddenSize'>,
  name: string,
): Tensor<Float32Array<ArrayBuffer>> {
  const tensor = asFloat32(raw[result.output], result.output, name);
  const { heads, hiddenSize } = facts;
  const sizes = { rows: dims[0], positions: dims[1], targets: decoder?.dims[1] ?? null, heads, hiddenSize };
  const checked = checkInner(result, tensor, sizes, name);
  if (result.inner?.kind === 'attention' && result.inner.isUnwritten) {
    clearPadding(checked, { attentionMask: arrays.attention_mask, dims });
  }
  return checked;
}

/** What is said of a run that failed. @param what was run, for the sentence */
export function runFailure(cause: unknown, device: Device, what: string): LensError {
  if (device !== 'cpu' || memoryLack(cause) !== null) return explain(cause, device);
  return new LensError('bad-file', `ONNX Runtime cannot run ${what}: ${reasonOf(cause)}`, undefined, { cause });
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
