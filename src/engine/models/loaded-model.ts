import type { Tensor as OrtTensor } from 'onnxruntime-node';
import type { Device, ModelInfo } from '../../common/contracts/model';
import { LensError } from '../../common/errors/lens-error';
import type { Tensor } from '../../common/tensors/tensor';
import type { InputName } from '../architectures/parts/inputs';
import { encodeModel } from '../formats/onnx/encode-model';
import { prune } from '../graph/prune';
import type { GraphRecord } from '../graph/record';
import { selectEarly } from '../graph/select-early';
import { lowerGraph } from '../runtime/lowering/lower-graph';
import { onnxRuntime } from '../runtime/onnxruntime';
import { createSession, explain } from '../runtime/session';
import { checkInputs, type InputArrays } from './check-inputs';
import type { Checkpoint } from './checkpoint';
import { placeWeights } from './external-weights';

export interface LoadOptions {
  readonly device: Device;
  /** 0 leaves it to ONNX Runtime. */
  readonly threads: number;
  /** `prediction`: what the head gives; `inspect`: hidden states and attentions as well. */
  readonly outputs: 'prediction' | 'inspect';
  /** `once`: ready sooner, as for a single run; `often`: every run faster, as for many. */
  readonly runs: 'once' | 'often';
}

/** A batch; every array is [rows, positions]. What is not given is what transformers uses then. */
export interface ModelInputs {
  readonly inputIds: BigInt64Array;
  readonly attentionMask: BigInt64Array;
  readonly tokenTypeIds?: BigInt64Array;
  readonly positionIds?: BigInt64Array;
  readonly dims: readonly [rows: number, positions: number];
}

export type ModelOutputs = ReadonlyMap<string, Tensor<Float32Array<ArrayBuffer>>>;

/** A model in memory. */
export interface LoadedModel {
  readonly info: ModelInfo;
  readonly device: Device;
  /**
   * Runs a batch. Gives `logits`, or of a bare body `last_hidden_state` and `pooler_output`; with `inspect` also
   * `hidden_states.N` [rows, positions, hidden] and `attentions.N` [rows, heads, query, key].
   * @throws LensError `usage` or `too-big` for inputs that the model has no room for
   */
  run(inputs: ModelInputs): Promise<ModelOutputs>;
  dispose(): Promise<void>;
}

/**
 * Writes the model as a graph of a few kB and opens it in ONNX Runtime, with the weights left where they are. The
 * process's working directory is another one while this runs: load one model at a time.
 * @throws LensError `device` when the device does not work
 */
export async function loadModel(checkpoint: Checkpoint, options: LoadOptions): Promise<LoadedModel> {
  const record = selectEarly(prune(checkpoint.record, outputsOf(checkpoint.record, options.outputs)));
  const entries = record.parameters.flatMap(({ name }) => checkpoint.tensors.get(name) ?? []);
  const { folder, find } = await placeWeights(entries);
  const model = encodeModel(lowerGraph(checkpoint.info.architecture, record, find));
  const ort = await onnxRuntime();
  const session = await createSession(ort, model, {
    device: options.device,
    threads: options.threads,
    prepack: options.runs === 'often',
    folder,
  });
  const names = record.inputs.map(({ name }) => name as InputName);
  return {
    info: checkpoint.info,
    device: options.device,
    run: async (inputs) => {
      const arrays = complete(inputs, checkpoint);
      checkInputs(arrays, inputs.dims, checkpoint.facts);
      const feeds = names.map((name) => [name, new ort.Tensor('int64', arrays[name], inputs.dims)] as const);
      const results = await session.run(Object.fromEntries(feeds)).catch((error: unknown) => {
        throw explain(error, options.device);
      });
      return new Map(Object.entries(results).map(([name, value]) => [name, asTensor(name, value)]));
    },
    dispose: () => session.release(),
  };
}

function outputsOf({ outputs }: GraphRecord, kind: LoadOptions['outputs']): string[] {
  const names = outputs.map(({ name }) => name);
  return kind === 'inspect' ? names : names.filter((name) => !/^(hidden_states|attentions)\.\d+$/.test(name));
}

/** The inputs with transformers' defaults for those that are not given. */
function complete(inputs: ModelInputs, { positions }: Checkpoint): InputArrays {
  return {
    input_ids: inputs.inputIds,
    attention_mask: inputs.attentionMask,
    token_type_ids: inputs.tokenTypeIds ?? new BigInt64Array(inputs.inputIds.length),
    position_ids: inputs.positionIds ?? positions(inputs.inputIds, inputs.dims[1]),
  };
}

function asTensor(name: string, { data, dims }: OrtTensor): Tensor<Float32Array<ArrayBuffer>> {
  if (data instanceof Float32Array) return { dims, data: data as Float32Array<ArrayBuffer> };
  throw new LensError('internal', `The model's result ${name} is not float32.`);
}
