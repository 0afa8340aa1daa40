import type { InferenceSession, Tensor as OrtTensor } from 'onnxruntime-node';
import { LensError } from '../../../common/errors/lens-error';
import type { Device } from '../../../common/contracts/model';
import type { Placement } from '../../../common/contracts/placement';
import { encodeModel } from '../../formats/onnx/encode-model';
import type { GraphRecord } from '../../graph/record';
import { lowerGraph } from '../../runtime/lowering/lower-graph';
import { placementIn } from '../../runtime/devices/watch-placement';
import { onnxRuntime, type OnnxRuntime } from '../../runtime/onnxruntime';
import { createSession, explain, memoryLack } from '../../runtime/session';
import type { ModelTensor } from '../trainable-model';

export interface GraphSessionOptions {
  readonly name: string;
  readonly device: Device;
  readonly threads: number;
}

/** An input of one run; the weights are given by the session itself. */
export interface Feed {
  readonly data: BigInt64Array | Float32Array | Uint8Array;
  readonly dims: readonly number[];
}

/**
 * A record in ONNX Runtime whose weights are inputs: they lie in the arrays of the model's tensors, and every run reads
 * them as they then are.
 */
export class GraphSession {
  readonly #ort: OnnxRuntime;
  readonly #session: InferenceSession;
  readonly #weights: Readonly<Record<string, OrtTensor>>;
  readonly #inputs: readonly string[];
  readonly #device: Device;

  private constructor(
    ort: OnnxRuntime,
    session: InferenceSession,
    weights: Readonly<Record<string, OrtTensor>>,
    inputs: readonly string[],
    device: Device,
  ) {
    this.#ort = ort;
    this.#session = session;
    this.#weights = weights;
    this.#inputs = inputs;
    this.#device = device;
  }

  /**
   * @param resident of the weights those that lie on the device already; the others are sent at every run
   * @throws LensError `device` where the device does not work
   */
  static async open(
    record: GraphRecord,
    tensors: ReadonlyMap<string, ModelTensor>,
    { name, device, threads }: GraphSessionOptions,
    resident: ReadonlyMap<string, OrtTensor> = new Map(),
  ): Promise<GraphSession> {
    const given = new Set(record.parameters.map((parameter) => parameter.name));
    const model = encodeModel(lowerGraph(name, record, noneStored, { given, device }));
    const ort = await onnxRuntime();
    const session = await createSession(ort, model, {
      ...{ device, threads, prepack: false, folder: null },
      memoryPatterns: false,
      watched: true,
    });
    const inputs = record.inputs.map((input) => input.name);
    // The weights follow the record's own inputs, in the order of its parameters.
    const names = session.inputNames.slice(inputs.length);
    const weights = record.parameters.map((parameter, index) => {
      const tensor = tensors.get(parameter.name);
      const input = names[index];
      if (tensor === undefined || input === undefined) return noneStored(parameter.name);
      return [input, resident.get(parameter.name) ?? new ort.Tensor('float32', tensor.data, tensor.shape)] as const;
    });
    return new GraphSession(ort, session, Object.fromEntries(weights), inputs, device);
  }

  /** Where its nodes ran; null before the first run, and on the CPU. */
  get placement(): Placement | null {
    return placementIn(this.#session);
  }

  /**
   * Runs the graph. Gives its results by name, in arrays of their own.
   * @param feeds by name; those that the graph does not take are left out
   */
  async run(feeds: ReadonlyMap<string, Feed>): Promise<InferenceSession.OnnxValueMapType> {
    const given = this.#inputs.map((name) => {
      const feed = feeds.get(name);
      if (feed === undefined) throw new LensError('internal', `The graph takes ${name}, which is not given.`);
      return [name, this.#tensorOf(feed)] as const;
    });
    try {
      return await this.#session.run({ ...this.#weights, ...Object.fromEntries(given) });
    } catch (error) {
      // Of a GPU as well: the step is made again in smaller pieces.
      throw memoryLack(error) ?? explain(error, this.#device);
    }
  }

  #tensorOf({ data, dims }: Feed): OrtTensor {
    if (data instanceof Float32Array) return new this.#ort.Tensor('float32', data, dims);
    if (data instanceof Uint8Array) return new this.#ort.Tensor('uint8', data, dims);
    return new this.#ort.Tensor('int64', data, dims);
  }

  async close(): Promise<void> {
    await this.#session.release();
  }
}

function noneStored(name: string): never {
  throw new LensError('internal', `The tensor "${name}" is not given to the graph.`);
}
