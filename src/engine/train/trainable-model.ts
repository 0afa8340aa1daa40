import type { Placement } from '../../common/contracts/placement';
import type { Tensor } from '../../common/tensors/tensor';
import type { ModelInputs } from '../models/loaded-model';

/** What a loss is computed from. Rows and positions are those of the batch's inputs. */
export type Labels =
  /** One class a row: cross-entropy. int64 [rows] */
  | { readonly kind: 'single_label_classification'; readonly data: BigInt64Array }
  /** 0 or 1 for each label: binary cross-entropy. float32 [rows, labels] */
  | { readonly kind: 'multi_label_classification'; readonly data: Float32Array }
  /** Mean squared error. float32 [rows, labels] */
  | { readonly kind: 'regression'; readonly data: Float32Array }
  /**
   * One class a position, -100 where nothing is asked: cross-entropy. int64 [rows, positions], of an encoder-decoder
   * [rows, target positions]. A causal language model is asked for the token after each position: what is given here are
   * the ids themselves, as transformers takes them, and the shift is the loss's business.
   */
  | { readonly kind: 'tokens'; readonly data: BigInt64Array };

export interface TrainingBatch {
  /** With the decoder's own inputs for an encoder-decoder. */
  readonly inputs: ModelInputs;
  readonly labels: Labels;
}

/** A tensor of the model's checkpoint. */
export interface ModelTensor {
  /** Its name in the checkpoint; tied weights have one. */
  readonly name: string;
  readonly shape: readonly number[];
  /** The weights, read by every run; of a trained one the optimizer changes them in place. */
  readonly data: Float32Array<ArrayBuffer>;
}

/** A parameter that is trained. */
export interface TrainableParameter extends ModelTensor {
  /** False for biases and the weights of norms, as `Trainer.get_decay_parameter_names` has it. */
  readonly decay: boolean;
}

export interface BackwardOptions {
  /**
   * What the summed loss is divided by before gradients are taken, so that several micro-batches add up to one step: for a
   * step of one batch `lossDivisor` of that batch.
   */
  readonly divisor: number;
  /** Dropout masks follow from (seed, step, micro-batch) alone, so that a resumed run draws the same. */
  readonly seed: number;
  readonly step: number;
  readonly microBatch: number;
}

export interface BackwardResult {
  /** The loss divided by `divisor`. */
  readonly loss: number;
  /**
   * By parameter name, each of the parameter's size. Valid until the next call. Arrays that are not in shared memory may be
   * handed to another thread, which leaves them empty.
   */
  readonly gradients: ReadonlyMap<string, Float32Array>;
}

export interface EvaluationResult {
  /** The loss summed as in training, without label smoothing or dropout; divided by `lossDivisor` it is the mean. */
  readonly summedLoss: number;
  /** [rows, labels], [rows, positions, labels], or of a language model [rows, positions, vocabulary]. */
  readonly logits: Tensor<Float32Array<ArrayBuffer>>;
}

/** A model that can be trained: forward and backward are one ONNX graph, weights are its inputs. */
export interface TrainableModel {
  /** Those that are trained, in the order in which the model uses them; with LoRA its matrices come first. */
  readonly parameters: readonly TrainableParameter[];
  /**
   * Everything that a saved checkpoint holds, as float32: the trained parameters' own arrays and those that are frozen. Of
   * LoRA they are the weights without its matrices.
   */
  readonly tensors: readonly ModelTensor[];
  /**
   * What the summed loss of a batch is divided by to be the mean that PyTorch gives: rows, rows x labels, the number of
   * targets that are not -100 (a causal model's first position is none), or with class weights the sum of the targets'.
   */
  lossDivisor(batch: TrainingBatch): number;
  /** Forward and backward on one micro-batch. */
  backward(batch: TrainingBatch, options: BackwardOptions): Promise<BackwardResult>;
  /** Where the nodes of a step ran; null before the first, on the CPU, and where it is not known. */
  readonly placement: Placement | null;
  /** Forward alone, with dropout off. */
  evaluate(batch: TrainingBatch): Promise<EvaluationResult>;
  /** Gives the memory back. */
  dispose(): Promise<void>;
}
