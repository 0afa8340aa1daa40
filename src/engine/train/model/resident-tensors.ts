import type { InferenceSession, Tensor as OrtTensor } from 'onnxruntime-node';
import type { Device } from '../../../common/contracts/model';
import { LensError } from '../../../common/errors/lens-error';
import { encodeModel } from '../../formats/onnx/encode-model';
import { onnxRuntime } from '../../runtime/onnxruntime';
import { createSession, explain, memoryLack } from '../../runtime/session';
import type { ModelTensor } from '../trainable-model';

/** The devices on which ONNX Runtime for Node leaves a result, to be the input of another session (1.30.0). */
export function keepsTensors(device: Device): boolean {
  return device === 'webgpu';
}

/** Tensors that lie in a device's memory: what is not trained goes there once, not at every step. */
export class ResidentTensors {
  private constructor(
    /** By their names in the checkpoint. They are as the arrays were when they were sent. */
    readonly tensors: ReadonlyMap<string, OrtTensor>,
    private readonly session: InferenceSession,
  ) {}

  /** Sends tensors to a device that keeps them. @throws LensError `device`, or `too-big` where its memory is too small */
  static async send(sent: readonly ModelTensor[], device: Device): Promise<ResidentTensors> {
    const ort = await onnxRuntime();
    const session = await createSession(ort, copyingModel(sent), {
      ...{ device, threads: 1, prepack: false, folder: null, memoryPatterns: false, staysOnDevice: true },
    });
    const feeds = sent.map(
      ({ data, shape }, index) => [`in.${index}`, new ort.Tensor('float32', data, shape)] as const,
    );
    try {
      const results = await session.run(Object.fromEntries(feeds));
      return new ResidentTensors(new Map(sent.map(({ name }, index) => [name, resultAt(results, index)])), session);
    } catch (error) {
      await session.release();
      throw memoryLack(error) ?? explain(error, device);
    }
  }

  /** The session goes last: the memory is its. */
  async close(): Promise<void> {
    for (const tensor of this.tensors.values()) tensor.dispose();
    await this.session.release();
  }
}

function resultAt(results: InferenceSession.OnnxValueMapType, index: number): OrtTensor {
  const tensor = results[`out.${index}`];
  if (tensor === undefined) throw new LensError('internal', 'A device did not keep what it was sent.');
  return tensor;
}

/** Gives every input as a result. */
function copyingModel(sent: readonly ModelTensor[]): Uint8Array {
  const values = (prefix: string) =>
    sent.map(({ shape }, index) => ({ name: `${prefix}.${index}`, dtype: 'float32' as const, shape }));
  return encodeModel({
    name: 'copies',
    inputs: values('in'),
    outputs: values('out'),
    initializers: [],
    nodes: sent.map((_, index) => ({
      op: 'Identity',
      inputs: [`in.${index}`],
      outputs: [`out.${index}`],
      attributes: {},
    })),
  });
}
