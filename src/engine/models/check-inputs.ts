import { LensError } from '../../common/errors/lens-error';
import type { InputName } from '../architectures/parts/inputs';

/** The int64 inputs of a run by name; all [rows, positions]. */
export type InputArrays = Readonly<Record<InputName, BigInt64Array>>;

/** How far ids may go; null where it is not known, or without end. */
export interface InputLimits {
  readonly vocabSize: number | null;
  /** 0 when the model takes no token types. */
  readonly tokenTypes: number | null;
  readonly positionRows: number | null;
  readonly maxPositions: number | null;
}

/** The position of a text's first token: behind the rows of the table that are left to padding. */
export function firstPosition({
  positionRows,
  maxPositions,
}: Pick<InputLimits, 'positionRows' | 'maxPositions'>): number {
  return positionRows === null || maxPositions === null ? 0 : positionRows - maxPositions;
}

/**
 * Checks that every id has a row in its table: ONNX Runtime would fail on some and misread others.
 * @throws LensError `usage`, or `too-big` for texts that are longer than the model's position table
 */
export function checkInputs(inputs: InputArrays, dims: readonly [number, number], limits: InputLimits): void {
  const [rows, positions] = dims;
  if (rows < 1 || positions < 1) throw new LensError('usage', 'There is nothing to read: the text has no tokens.');
  for (const [name, ids] of Object.entries(inputs)) {
    if (ids.length !== rows * positions) {
      throw new LensError('usage', `${name} has ${ids.length} numbers instead of ${rows} x ${positions}.`);
    }
  }
  checkRange('token id', inputs.input_ids, limits.vocabSize, 'Its tokenizer and its weights do not belong together.');
  if (limits.tokenTypes !== 0) checkRange('token type', inputs.token_type_ids, limits.tokenTypes);
  checkPositions(inputs.position_ids, limits);
}

function checkRange(what: string, ids: BigInt64Array, count: number | null, help?: string): void {
  if (count === null) return;
  const limit = BigInt(count);
  const wrong = ids.find((id) => id < 0n || id >= limit);
  if (wrong === undefined) return;
  throw new LensError('usage', `The model has no ${what} ${wrong.toString()}: it knows 0 to ${count - 1}.`, help);
}

function checkPositions(ids: BigInt64Array, { positionRows, maxPositions }: InputLimits): void {
  if (positionRows === null || maxPositions === null) return;
  const highest = ids.reduce((a, b) => (b > a ? b : a), 0n);
  if (highest >= BigInt(positionRows)) {
    const length = Number(highest) + 1 - firstPosition({ positionRows, maxPositions });
    throw new LensError(
      'too-big',
      `The text has ${length} tokens, but the model reads at most ${maxPositions}.`,
      'Shorten the text, or let it be cut.',
    );
  }
  checkRange('position', ids, positionRows);
}
