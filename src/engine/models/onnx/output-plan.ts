import { LensError } from '../../../common/errors/lens-error';
import type { OnnxValue } from '../../formats/onnx/reading/outline';
import type { Probabilities } from '../../formats/onnx/structure/inner-values';

/** A result of a file, and the name that it has in `transformers`. */
export interface Result {
  readonly name: string;
  readonly output: string;
  /** What the file says of its sizes; null where it says nothing. */
  readonly shape: OnnxValue['shape'];
  /** How a value inside the graph becomes a result; null for the file's own results. */
  readonly inner: InnerSource | null;
}

/** A value inside a graph, found by how the graph is built. */
export type InnerSource =
  | { readonly kind: 'hidden-state'; readonly of: 'self' | 'encoder' | 'decoder' }
  | ({ readonly kind: 'attention'; readonly of: 'self' | 'encoder' | 'decoder' | 'cross' } & Probabilities);

const inner = /^((?:encoder_|decoder_|cross_)?(?:hidden_states|attentions))[._](\d+)$/;
const cache = /^(present|past)/;
const ownNames = new Set(['input_ids', 'attention_mask']);

/** A whole model, or one of the two parts of an encoder-decoder in several files. */
export type FilePart = 'whole' | 'encoder' | 'decoder';

/**
 * The results that are numbers of the model, by transformers' names; keys and values for later runs are left out.
 * @param file its name for error texts
 * @param part of which transformers puts the part's name before those of an encoder
 * @throws LensError `unsupported` for a file without any
 */
export function planOutputs(outputs: readonly OnnxValue[], file: string, part: FilePart = 'whole'): Result[] {
  const floats = outputs.filter(({ dtype }) => dtype === 'float32' || dtype === 'float16');
  const results = floats
    .filter(({ name }) => !cache.test(name) && !ownNames.has(name))
    .map(({ name, shape }) => ({ name: nameOf(name, part), output: name, shape, inner: null }));
  if (results.length === 0) {
    throw new LensError(
      'unsupported',
      `${file} gives no result that can be shown: it gives no float32 or float16 tensors.`,
    );
  }
  return results;
}

function nameOf(output: string, part: FilePart): string {
  const name = output.replace(inner, '$1.$2');
  const isPlain = part !== 'whole' && /^(last_hidden_state|hidden_states\.\d+|attentions\.\d+)$/.test(name);
  return isPlain ? `${part}_${name}` : name;
}

/** True for a hidden state or attention, which only `inspect` asks for. */
export function isInner(name: string): boolean {
  return inner.test(name);
}
