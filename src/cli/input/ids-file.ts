import * as v from 'valibot';
import type { ModelInfo } from '../../common/contracts/model';
import { LensError } from '../../common/errors/lens-error';
import { parseJson } from '../../common/json/parse-json';
import type { ModelInputs } from '../../engine/models/loaded-model';
import { decodeText, maxTextBytes } from './decode-text';
import { readNamedFile } from './read-file';

const decoderKeys = ['decoder_input_ids', 'decoder_attention_mask'] as const;
const rowsSchema = v.pipe(v.array(v.array(v.pipe(v.number(), v.safeInteger(), v.minValue(0)))), v.minLength(1));
const fileSchema = v.strictObject({
  input_ids: rowsSchema,
  attention_mask: v.optional(rowsSchema),
  token_type_ids: v.optional(rowsSchema),
  position_ids: v.optional(rowsSchema),
  decoder_input_ids: v.optional(rowsSchema),
  decoder_attention_mask: v.optional(rowsSchema),
});

/**
 * Reads model inputs as they are from a JSON file of nested lists, all of one shape [rows, positions]. Without a mask
 * every position is attended to.
 * @throws LensError `not-found`, or `bad-file` that says which list is wrong
 */
export async function readIdsFile(path: string, info: ModelInfo): Promise<ModelInputs> {
  const what = `The file "${path}"`;
  const tooBig = (): LensError => new LensError('too-big', `${what} is too big for a batch.`);
  const bytes = await readNamedFile(path, maxTextBytes, tooBig);
  const lists = parseJson(decodeText(bytes, what), fileSchema, what);
  const decoder = decoderKeys.find((key) => lists[key] !== undefined);
  if (decoder !== undefined)
    throw bad(what, decoder, `is for models with a decoder, which ${info.architecture} is not`);
  const rows = lists.input_ids.length;
  const positions = lists.input_ids[0]?.length ?? 0;
  if (positions === 0) throw bad(what, 'input_ids', 'is empty');
  const flat = (name: keyof typeof lists, below: number): BigInt64Array<ArrayBuffer> | undefined => {
    const list = lists[name];
    return list && flatten(list, rows, positions, below, (problem) => bad(what, name, problem));
  };
  const tokenTypeIds = flat('token_type_ids', Infinity);
  const positionIds = flat('position_ids', Infinity);
  return {
    inputIds: flat('input_ids', info.vocabSize ?? Infinity) ?? new BigInt64Array(0),
    attentionMask: flat('attention_mask', 2) ?? new BigInt64Array(rows * positions).fill(1n),
    ...(tokenTypeIds ? { tokenTypeIds } : {}),
    ...(positionIds ? { positionIds } : {}),
    dims: [rows, positions],
  };
}

function flatten(
  list: readonly (readonly number[])[],
  rows: number,
  positions: number,
  below: number,
  problem: (text: string) => LensError,
): BigInt64Array<ArrayBuffer> {
  if (list.length !== rows || list.some((row) => row.length !== positions)) {
    throw problem(`should be ${rows} lists of ${positions} numbers`);
  }
  const values = list.flat();
  const wrong = values.find((value) => value >= below);
  if (wrong !== undefined) throw problem(`holds ${wrong}, but must be below ${below}`);
  return BigInt64Array.from(values, BigInt);
}

function bad(what: string, name: string, problem: string): LensError {
  return new LensError('bad-file', `${what}: "${name}" ${problem}.`);
}
