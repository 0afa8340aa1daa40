import type { RunFile } from '../../../common/contracts/training/run-file';
import { fillUniform } from '../random/fill-uniform';
import { WordStream } from '../random/word-stream';
import type { ModelTensor } from '../trainable-model';
import type { LinearModule } from './linear-modules';
import { mergedWeight } from './merged-weight';
import type { TargetModules } from './target-modules';
import { matrixA, matrixB, type LoraShape } from './with-lora';

/** `lora` of a run file. */
export type LoraSettings = NonNullable<RunFile['lora']>;

/** What of an adapter stands in adapter_config.json, as peft names it. */
export interface AdapterFacts {
  readonly r: number;
  readonly lora_alpha: number;
  readonly lora_dropout: number;
  readonly target_modules: TargetModules;
  readonly modules_to_save: readonly string[];
  readonly fan_in_fan_out: boolean;
}

/** What LoRA adds to a model. */
export interface Adapter {
  readonly facts: AdapterFacts;
  /** All that is trained: the matrices A and B of each layer, and what is trained whole, by the names of the model's class. */
  readonly tensors: readonly ModelTensor[];
  /** The matrix of a layer with what is beside it, as it now is; null where nothing is. The tensor stays as it is. */
  readonly merged: (weight: ModelTensor) => Float32Array<ArrayBuffer> | null;
}

/**
 * The matrices as they start: A as `torch.nn.Linear` does (`kaiming_uniform_` with a = sqrt 5, which is even between
 * -1 / sqrt(inputs) and 1 / sqrt(inputs)), B zero, so that the model begins as it was (`reset_lora_parameters` of peft).
 * @param seed the same seed gives the same matrices
 */
export function firstMatrices({ layers, rank }: LoraShape, seed: number): ModelTensor[] {
  return layers.flatMap(({ module, inputs, outputs }, index) => {
    const a = new Float32Array(rank * inputs);
    fillUniform(a, 1 / Math.sqrt(inputs), new WordStream('lora', seed, [index]));
    return [
      { name: matrixA(module), shape: [rank, inputs], data: a },
      { name: matrixB(module), shape: [outputs, rank], data: new Float32Array(outputs * rank) },
    ];
  });
}

/** An adapter of matrices that are there. @param whole the tensors that are trained whole */
export function adapterOf(
  facts: AdapterFacts,
  { layers, scale }: LoraShape,
  matrices: readonly ModelTensor[],
  whole: readonly ModelTensor[],
): Adapter {
  const byWeight = new Map<string, LinearModule>(layers.map((layer) => [layer.weight, layer]));
  const data = new Map(matrices.map((each) => [each.name, each.data]));
  return {
    facts,
    tensors: [...matrices, ...whole],
    merged: (weight) => {
      const layer = byWeight.get(weight.name);
      const [a, b] = [data.get(matrixA(layer?.module ?? '')), data.get(matrixB(layer?.module ?? ''))];
      return layer === undefined || a === undefined || b === undefined
        ? null
        : mergedWeight(weight, layer, { a, b, scale });
    },
  };
}
