import { LensError } from '../../../common/errors/lens-error';
import type { InputName } from '../../architectures/parts/inputs';
import type { OnnxValue } from '../../formats/onnx/reading/outline';

/** The element types in which ids and masks can be given. */
export const idTypes = ['int64', 'int32', 'float32'] as const;
export type IdType = (typeof idTypes)[number];

/**
 * What one input of a file is given; `name` is the file's own.
 * - `ids`: an array [rows, positions] of the batch.
 * - `decoder`: an array [rows, targets] of what the decoder is given.
 * - `states`: what the encoder, which is a file of its own, gave.
 * - `past`: keys or values of no earlier tokens; `rows` stands for the number of rows.
 * - `value`: one number, the same in every run.
 */
export type Feed =
  | { readonly kind: 'ids'; readonly name: string; readonly of: InputName; readonly dtype: IdType }
  | { readonly kind: 'decoder'; readonly name: string; readonly of: 'ids' | 'mask'; readonly dtype: IdType }
  | { readonly kind: 'states'; readonly name: string; readonly dtype: 'float32' | 'float16' }
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

/**
 * What a file is.
 * - `model`: a whole model, or an encoder.
 * - `decoder`: the decoder of an encoder-decoder, which reads targets and what the encoder's file gave of the text.
 * - `steps`: the same, read token by token: it is given what is remembered of the text as well.
 */
export type FileRole = 'model' | 'decoder' | 'steps';

const idNames: readonly InputName[] = ['input_ids', 'attention_mask', 'token_type_ids', 'position_ids'];

/** What a decoder's own file is told of the text. */
const [textMask, textStates] = ['encoder_attention_mask', 'encoder_hidden_states'];

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
export function planInputs(inputs: readonly OnnxValue[], file: string, role: FileRole = 'model'): InputPlan {
  const feeds = inputs.map((input) => feedOf(input, file, role));
  const readsText = feeds.some((feed) => {
    return feed.kind === 'ids'
      ? feed.of === 'input_ids'
      : feed.kind === 'decoder' && feed.of === 'ids' && role !== 'model';
  });
  if (!readsText) {
    const names = inputs.map(({ name }) => name).join(', ');
    throw new LensError('unsupported', `${file} does not read text: it takes ${names || 'nothing'} and no input_ids.`);
  }
  const texts = inputs.filter((_, index) => feeds[index]?.kind === 'ids');
  const sizes = { rows: fixedSize(inputs, 0, file), positions: fixedSize(texts, 1, file) };
  if (feeds.some(({ kind }) => kind === 'decoder') && (sizes.rows ?? sizes.positions) !== null) {
    throw new LensError('unsupported', `${file} takes a text and a target of fixed sizes, which cannot be given yet.`);
  }
  return { feeds, ...sizes };
}

/** True for a file that is told which tokens of the text are padding. */
export function takesMask({ feeds }: Pick<InputPlan, 'feeds'>): boolean {
  return feeds.some((feed) => feed.kind === 'ids' && feed.of === 'attention_mask');
}

function feedOf(input: OnnxValue, file: string, role: FileRole): Feed {
  const { name, dtype, shape } = input;
  const feed = idsFeed(input, role) ?? targetFeed(input, role) ?? statesFeed(input, role);
  if (feed !== null) return feed;
  const constant = constants.get(name);
  if (constant !== undefined && constant.dtype === dtype && (shape?.length ?? 0) <= 1) {
    return { kind: 'value', name, ...constant, shape: shape?.length === 1 ? [1] : [] };
  }
  // Keys of a text are remembered: none of them would be a text without tokens.
  const isPast = role === 'steps' ? anyPast : ownPast;
  return (isPast.test(name) ? emptyPast(input) : null) ?? throwCannotGive(input, file);
}

const ownPast = /^past_key_values\.\d+\.(decoder\.)?(key|value)$/;
const anyPast = /^past_key_values\.\d+\.((en|de)coder\.)?(key|value)$/;

/** Of the text, which the decoder's own file is told the mask of. */
function idsFeed({ name, dtype, shape }: OnnxValue, role: FileRole): Feed | null {
  const of =
    role === 'model' ? idNames.find((each) => each === name) : name === textMask ? 'attention_mask' : undefined;
  const type = idTypes.find((each) => each === dtype);
  if (of === undefined || type === undefined || (shape !== null && shape.length !== 2)) return null;
  return { kind: 'ids', name, of, dtype: type };
}

function targetFeed({ name, dtype, shape }: OnnxValue, role: FileRole): Feed | null {
  const of = targetOf(name, role);
  const type = idTypes.find((each) => each === dtype);
  // Behind a past, a file may be made for one token.
  const isFree = (size: number | string | undefined): boolean =>
    typeof size === 'string' || (role === 'steps' && size === 1);
  if (of === null || type === undefined || (shape !== null && (shape.length !== 2 || !isFree(shape[1])))) return null;
  return { kind: 'decoder', name, of, dtype: type };
}

/** In a file of its own a decoder's inputs are called as those of any other model. */
function targetOf(name: string, role: FileRole): 'ids' | 'mask' | null {
  const pattern =
    role === 'model' ? /^decoder_(input_ids|attention_mask)$/ : /^(?:decoder_)?(input_ids|attention_mask)$/;
  const [, what = null] = pattern.exec(name) ?? [];
  return what === null ? null : what === 'input_ids' ? 'ids' : 'mask';
}

function statesFeed({ name, dtype, shape }: OnnxValue, role: FileRole): Feed | null {
  if (role === 'model' || name !== textStates || (shape !== null && shape.length !== 3)) return null;
  return dtype === 'float32' || dtype === 'float16' ? { kind: 'states', name, dtype } : null;
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

function throwCannotGive({ name, dtype, shape }: OnnxValue, file: string): never {
  const sizes = shape === null ? '' : ` [${shape.map((size) => (size === '' ? '?' : size)).join(', ')}]`;
  throw new LensError(
    'unsupported',
    `${file} takes the input "${name}" (${dtype ?? 'no tensor'}${sizes}), which cannot be given yet.`,
    'Files that take input_ids, attention_mask, token_type_ids and position_ids run, decoders with an empty past, and ' +
      'encoder-decoders in one file or in the files that Optimum makes of them.',
  );
}
