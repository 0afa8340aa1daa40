import type { GraphRecord } from '../graph/record';
import type { Checkpoint } from './checkpoint';
import type { Result } from './onnx/output-plan';
import type { RecordedCheckpoint } from './recorded-checkpoint';

/**
 * Bytes that the results of `inspect` take for a batch, as far as they are known beforehand.
 * @param targets the number of tokens that the decoder of an encoder-decoder is given
 */
export function inspectBytes(
  checkpoint: Checkpoint,
  [rows, positions]: readonly [number, number],
  targets = 0,
): number {
  const floats =
    checkpoint.format === 'onnx'
      ? checkpoint.results.reduce((sum, result) => sum + floatsOf(result, positions, targets), 0)
      : floatsOfRow(checkpoint, positions, targets);
  return rows * floats * Float32Array.BYTES_PER_ELEMENT;
}

/** Hidden states of all layers and attentions of all heads, of a decoder to the encoder's tokens and its own. */
function floatsOfRow({ facts, decoder, record }: RecordedCheckpoint, positions: number, targets: number): number {
  const { layers, heads, hiddenSize, vocabSize, encoderLayers, decoderLayers } = facts;
  if (decoder === null) {
    return positions * (layers * heads * positions + (layers + 1) * hiddenSize + logitsOfToken(record));
  }
  const [first, second] = [encoderLayers ?? layers, decoderLayers ?? layers];
  const encoder = positions * (first * heads * positions + (first + 1) * hiddenSize);
  return encoder + targets * (second * heads * (targets + positions) + (second + 1) * hiddenSize + vocabSize);
}

/** How many logits each token gets: a language model's vocabulary, the labels of a token classifier. */
function logitsOfToken({ outputs }: GraphRecord): number {
  const shape = outputs.find(({ name }) => name === 'logits')?.value.shape ?? [];
  return shape.length === 3 ? Number(shape[2]) : 0;
}

/** Of one row. Sizes that the file leaves open are positions, of the decoder or of the text. */
function floatsOf({ shape }: Result, positions: number, targets: number): number {
  const [, ...sizes] = shape ?? [];
  return sizes.reduce<number>((product, size) => {
    if (typeof size === 'number') return product * size;
    return product * (/^(target|decoder)/.test(size) ? targets : positions);
  }, 1);
}
