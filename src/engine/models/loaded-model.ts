import type { Device, ModelInfo } from '../../common/contracts/model';
import type { WeightStorage } from '../../common/contracts/weight-storage';
import type { Placement } from '../../common/contracts/placement';
import type { Tensor } from '../../common/tensors/tensor';
import type { Checkpoint } from './checkpoint';
import type { DecoderInputs } from './decoder-inputs';
import { loadRecorded } from './load-recorded';
import { loadOnnx } from './onnx/load-onnx';

export interface LoadOptions {
  readonly device: Device;
  /** 0 leaves it to ONNX Runtime. */
  readonly threads: number;
  /** `prediction`: what the head gives; `inspect`: hidden states and attentions as well; a list: those results alone. */
  readonly outputs: 'prediction' | 'inspect' | readonly string[];
  /** `once`: ready sooner, as for a single run; `often`: every run faster, as for many. */
  readonly runs: 'once' | 'often';
  /** How weights are kept in memory, float32 unless said; ONNX files keep theirs as they are. */
  readonly storage?: WeightStorage;
}

/** A batch; every array is [rows, positions]. What is not given is what transformers uses then. */
export interface ModelInputs {
  readonly inputIds: BigInt64Array;
  readonly attentionMask: BigInt64Array;
  readonly tokenTypeIds?: BigInt64Array;
  readonly positionIds?: BigInt64Array;
  /** Of GPT-2: token types, which are words of its vocabulary. Tokenizers give none. */
  readonly tokenTypeWords?: BigInt64Array;
  readonly dims: readonly [rows: number, positions: number];
  /** Of an encoder-decoder; other models take none. */
  readonly decoder?: DecoderInputs;
}

export type ModelOutputs = ReadonlyMap<string, Tensor<Float32Array<ArrayBuffer>>>;

/** A model in memory. */
export interface LoadedModel {
  readonly info: ModelInfo;
  readonly device: Device;
  /**
   * Runs a batch. Gives `logits`, or of a bare body `last_hidden_state` and `pooler_output`; with `inspect` also
   * `hidden_states.N` [rows, positions, hidden] and `attentions.N` [rows, heads, query, key], of an encoder-decoder
   * `encoder_` and `decoder_` before each and `cross_attentions.N`. An ONNX file gives those of them that it was exported
   * with or that can be found in its graph, and what else it computes under its own names.
   * @throws LensError `usage` or `too-big` for inputs that the model has no room for
   */
  run(inputs: ModelInputs): Promise<ModelOutputs>;
  /** Which nodes of the graph a device other than the CPU left to it; null on the CPU, and before the first run. */
  placement(): Placement | null;
  dispose(): Promise<void>;
}

/**
 * Opens a model in ONNX Runtime: a checkpoint as a graph of a few kB with the weights left where they are, an ONNX file as
 * it is.
 * @throws LensError `device` when the device does not work, `bad-file` for an ONNX file that cannot be opened
 */
export function loadModel(checkpoint: Checkpoint, options: LoadOptions): Promise<LoadedModel> {
  return checkpoint.format === 'onnx' ? loadOnnx(checkpoint, options) : loadRecorded(checkpoint, options);
}
