import type { InferenceSession } from 'onnxruntime-node';
import type { Device } from '../../../common/contracts/model';
import { LensError } from '../../../common/errors/lens-error';
import { encodeModel } from '../../formats/onnx/encode-model';
import type { GraphRecord } from '../../graph/record';
import type { LoadOptions } from '../../models/loaded-model';
import type { RecordedCheckpoint } from '../../models/recorded-checkpoint';
import { sessionWeights } from '../../models/storage/session-weights';
import { readingThreads } from '../../models/widen/weights-to-give';
import { lowerGraph } from '../../runtime/lowering/lower-graph';
import { onnxRuntime, type OnnxRuntime } from '../../runtime/onnxruntime';
import { createSession, explain } from '../../runtime/session';
import type { FloatTensor } from '../store/kept-tensors';

/** An input of a part: ids and masks as int64, hidden states as float32. */
export interface PartInput {
  readonly data: BigInt64Array | Float32Array;
  readonly dims: readonly number[];
}

/** A part of a model that is ready to run. */
export interface PartSession {
  /** The inputs that it takes. */
  readonly inputs: readonly string[];
  run(inputs: ReadonlyMap<string, PartInput>): Promise<Map<string, FloatTensor>>;
  dispose(): Promise<void>;
}

/** Opens a part of a checkpoint's record; its weights stay where they are. @throws LensError `device` */
export async function openPart(
  checkpoint: RecordedCheckpoint,
  part: GraphRecord,
  { device, threads, storage = 'float32' }: Pick<LoadOptions, 'device' | 'threads' | 'storage'>,
): Promise<PartSession> {
  const weights = await sessionWeights(part, checkpoint.tensors, storage, readingThreads({ threads }));
  const { folder, find, kept, hasBlocks } = weights;
  const model = encodeModel(lowerGraph(checkpoint.info.architecture, part, find, { kept }));
  const ort = await onnxRuntime();
  const how = { device, threads, prepack: hasBlocks, folder };
  const session = await createSession(ort, model, how).finally(weights.clear);
  const inputs = part.inputs.map(({ name }) => name);
  return {
    inputs,
    run: (given) => runPart(ort, session, inputs, given, device),
    dispose: async () => {
      await session.release();
      await weights.clear();
    },
  };
}

async function runPart(
  ort: OnnxRuntime,
  session: InferenceSession,
  names: readonly string[],
  given: ReadonlyMap<string, PartInput>,
  device: Device,
): Promise<Map<string, FloatTensor>> {
  const feeds = names.map((name) => {
    const input = given.get(name);
    if (input === undefined) throw new LensError('internal', `A part of the model takes ${name}, which is not given.`);
    const { data, dims } = input;
    const tensor =
      data instanceof Float32Array ? new ort.Tensor('float32', data, dims) : new ort.Tensor('int64', data, dims);
    return [name, tensor] as const;
  });
  const results = await session.run(Object.fromEntries(feeds)).catch((error: unknown) => {
    throw explain(error, device);
  });
  const tensors = Object.entries(results).map(([name, { data, dims }]) => {
    if (data instanceof Float32Array) return [name, { dims, data: data as Float32Array<ArrayBuffer> }] as const;
    throw new LensError('internal', `The result ${name} is not float32.`);
  });
  return new Map(tensors);
}
