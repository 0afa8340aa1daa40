import type { CancellationSignal } from '../../../common/rpc/cancellation';
import type { TensorToWrite } from '../../formats/safetensors/write';
import type { ModelInputs, ModelOutputs } from '../../models/loaded-model';
import type { AttentionLayers } from '../attention/attention-layers';
import { headOf } from '../attention/layer-attention';
import { rowOf, valuesOf } from '../attention/matrix-view';
import type { HiddenStates } from '../hidden/hidden-states';
import type { InspectedRow } from '../store/inspected-row';

/**
 * The tensors that `model-lens inspect` writes for a row alone, without padding; layers are computed as they are written
 * where they are not kept.
 * @param outputs what the model's head gives for the row
 */
export function everything(
  row: InspectedRow,
  inputs: ModelInputs,
  outputs: ModelOutputs,
  signal: CancellationSignal,
): TensorToWrite[] {
  return [
    ...inputTensors(inputs),
    ...[...outputs].map(([name, { dims, data }]) => ({ name, dtype: 'float32' as const, dims, load: () => data })),
    ...row.hiddenStates.flatMap(hiddenTensors),
    ...row.attentions.flatMap((layers) => attentionTensors(layers, signal)),
  ];
}

function inputTensors({ inputIds, attentionMask, dims, decoder }: ModelInputs): TensorToWrite[] {
  const int64 = (name: string, data: BigInt64Array, sizes: readonly number[]): TensorToWrite => ({
    name,
    dtype: 'int64',
    dims: sizes,
    load: () => new BigInt64Array(data),
  });
  const own = [int64('input_ids', inputIds, dims), int64('attention_mask', attentionMask, dims)];
  if (decoder === undefined) return own;
  return [
    ...own,
    int64('decoder_input_ids', decoder.inputIds, decoder.dims),
    int64('decoder_attention_mask', decoder.attentionMask, decoder.dims),
  ];
}

function hiddenTensors(states: HiddenStates): TensorToWrite[] {
  const { stack, tokens } = states;
  return Array.from({ length: stack.states }, (_, index) => ({
    name: `${stack.name}.${index}`,
    dtype: 'float32' as const,
    dims: [1, tokens.to - tokens.from, stack.hiddenSize],
    load: () => valuesOf(states.state(index)),
  }));
}

function attentionTensors(layers: AttentionLayers, signal: CancellationSignal): TensorToWrite[] {
  const { stack, queries, keys } = layers;
  const [rows, columns] = [queries.to - queries.from, keys.to - keys.from];
  return Array.from({ length: stack.layers }, (_, index) => ({
    name: `${stack.name}.${index}`,
    dtype: 'float32' as const,
    dims: [1, stack.heads, rows, columns],
    load: async () => {
      const attention = await layers.layer(index, signal);
      const data = new Float32Array(stack.heads * rows * columns);
      for (let head = 0; head < stack.heads; head++) {
        const view = headOf(attention, head, queries, keys);
        for (let row = 0; row < rows; row++) data.set(rowOf(view, row), (head * rows + row) * columns);
      }
      return data;
    },
  }));
}
