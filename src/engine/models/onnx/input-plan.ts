import { LensError } from '../../../common/errors/lens-error';
import type { InputName } from '../../architectures/parts/inputs';
import type { OnnxValue } from '../../formats/onnx/reading/outline';

/** The element types in which ids and masks can be given. */
export const idTypes = ['int64', 'int32', 'float32'] as const;
export type IdType = (typeof idTypes)[number];

/**
 * What one input of a file is given.
 * - `ids`: an array [rows, positions] of the batch.
 * - `decoder`: an array [rows, targets] of what the decoder is given.
 * - `past`: keys or values of no earlier tokens; `rows` stands for the number of rows.
 * - `value`: one number, the same in every run.
 */
export type Feed =
  | { readonly kind: 'ids'; readonly name: InputName; readonly dtype: IdType }
  | { readonly kind: 'decoder'; readonly name: DecoderName; readonly dtype: IdType }
  | {
      readonly kind: 'past';
      readonly name: string;
      readonly dtype: 'float32' | 'float16';
      readonly shape: readonly (number | 'rows')[];
    }
  | {
      readonly kind: 'value';
      readonly name: string;
      readonly dtype: 'int64' | 'bool';
      readonly value: number;
      readonly shape: readonly number[];
    };

/** How a file is run. */
export interface InputPlan {
  readonly feeds: readonly Feed[];
  /** The number of rows and of positions that the file is made for; null where it takes any. */
  readonly rows: number | null;
  readonly positions: number | null;
}

const idNames: readonly InputName[] = ['input_ids', 'attention_mask', 'token_type_ids', 'position_ids'];

const decoderNames = ['decoder_input_ids', 'decoder_attention_mask'] as const;
type DecoderName = (typeof decoderNames)[number];

/** Inputs that Optimum and transformers.js know, with what makes them do nothing: no cache yet, logits of all tokens. */
const constants: ReadonlyMap<string, { readonly dtype: 'int64' | 'bool'; readonly value: number }> = new Map([
  ['use_cache_branch', { dtype: 'bool', value: 0 }],
  ['num_logits_to_keep', { dtype: 'int64', value: 0 }],
]);

/**
 * Finds out how the inputs of a file are given, by the names of Optimum.
 * @param file its name for error texts
 * @throws LensError `unsupported` that names the input that cannot be given
 */
export function planInputs(inputs: readonly OnnxValue[], file: string): InputPlan {
  const feeds = inputs.map((input) => feedOf(input, file));
  const ids = inputs.filter(({ name }) => isIdName(name));
  if (!ids.some(({ name }) => name === 'input_ids')) {
    const names = inputs.map(({ name }) => name).join(', ');
    throw new LensError('unsupported', `${file} does not read text: it takes ${names || 'nothing'} and no input_ids.`);
  }
  const sizes = { rows: fixedSize(inputs, 0, file), positions: fixedSize(ids, 1, file) };
  if (feeds.some(({ kind }) => kind === 'decoder') && (sizes.rows ?? sizes.positions) !== null) {
    throw new LensError('unsupported', `${file} takes a text and a target of fixed sizes, which cannot be given yet.`);
  }
  return { feeds, ...sizes };
}

function feedOf(input: OnnxValue, file: string): Feed {
  const { name, dtype, shape } = input;
  if (isIdName(name)) {
    const type = idTypes.find((each) => each === dtype);
    if (type !== undefined && (shape === null || shape.length === 2)) return { kind: 'ids', name, dtype: type };
  }
  const decoderName = decoderNames.find((each) => each === name);
  if (decoderName !== undefined) {
    const type = idTypes.find((each) => each === dtype);
    const isFree = shape === null || (shape.length === 2 && typeof shape[1] === 'string');
    if (type !== undefined && isFree) return { kind: 'decoder', name: decoderName, dtype: type };
  }
  const constant = constants.get(name);
  if (constant !== undefined && constant.dtype === dtype && (shape?.length ?? 0) <= 1) {
    return { kind: 'value', name, ...constant, shape: shape?.length === 1 ? [1] : [] };
  }
  if (/^past_key_values\.\d+\.(decoder\.)?(key|value)$/.test(name)) {
    const past = emptyPast(input);
    if (past !== null) return past;
  }
  throw cannotGive(input, file);
}

function isIdName(name: string): name is InputName {
  return idNames.some((each) => each === name);
}

/** [rows, heads, 0, head size]: one of the last three has no fixed size, and is the length of what came before. */
function emptyPast({ name, dtype, shape }: OnnxValue): Feed | null {
  if ((dtype !== 'float32' && dtype !== 'float16') || shape?.length !== 4) return null;
  const [rows = 0, ...rest] = shape;
  const open = rest.filter((size) => typeof size === 'string' || size === 0);
  if (open.length !== 1) return null;
  const sizes = rest.map((size) => (typeof size === 'string' ? 0 : size));
  return { kind: 'past', name, dtype, shape: [typeof rows === 'string' ? 'rows' : rows, ...sizes] };
}

/** The size of an axis that the file fixes, the same in all inputs. */
function fixedSize(inputs: readonly OnnxValue[], axis: number, file: string): number | null {
  const sizes = inputs
    .filter(({ shape, name }) => (shape?.length ?? 0) > axis && !constants.has(name))
    .map(({ shape }) => shape?.[axis])
    .filter((size) => typeof size === 'number');
  const [size = null, ...others] = new Set(sizes);
  if (others.length > 0 || size === 0) {
    throw new LensError('unsupported', `${file} takes inputs of sizes that do not agree: ${[...sizes].join(', ')}.`);
  }
  return size;
}

function cannotGive({ name, dtype, shape }: OnnxValue, file: string): LensError {
  const sizes = shape === null ? '' : ` [${shape.map((size) => (size === '' ? '?' : size)).join(', ')}]`;
  return new LensError(
    'unsupported',
    `${file} takes the input "${name}" (${dtype ?? 'no tensor'}${sizes}), which cannot be given yet.`,
    'Files that take input_ids, attention_mask, token_type_ids and position_ids run, decoders with an empty past, and ' +
      'encoder-decoders in one file.',
  );
}
