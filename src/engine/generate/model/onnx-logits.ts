import type { Tensor } from 'onnxruntime-node';
import { LensError } from '../../../common/errors/lens-error';
import { fromFloat16 } from '../../formats/safetensors/half-floats';

/** The logits of each row's last token, [rows, vocabulary], of [rows, tokens, vocabulary]. @throws LensError `bad-file` */
export function lastLogits(tensor: Tensor | undefined, file: string): Float32Array {
  const [rows = 0, tokens = 0, size = 0] = tensor?.dims ?? [];
  const data = tensor === undefined ? null : floats(tensor);
  if (data === null || tensor?.dims.length !== 3 || tokens === 0) {
    const found = tensor === undefined ? 'none' : `${tensor.type} [${tensor.dims.join(', ')}]`;
    throw new LensError('bad-file', `${file} gives logits that are not those of tokens: ${found}.`);
  }
  if (tokens === 1) return data;
  const last = new Float32Array(rows * size);
  for (let row = 0; row < rows; row++) {
    const end = (row + 1) * tokens * size;
    last.set(data.subarray(end - size, end), row * size);
  }
  return last;
}

function floats({ type, data }: Tensor): Float32Array | null {
  if (data instanceof Float32Array) return data;
  if (type !== 'float16') return null;
  // Newer versions of Node have an array of half floats, older ones their bits.
  const { buffer, byteOffset, length } = data as Uint16Array;
  return fromFloat16(new Uint16Array(buffer, byteOffset, length));
}
