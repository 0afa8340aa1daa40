import * as v from 'valibot';
import { LensError } from '../../common/errors/lens-error';
import { parseJson } from '../../common/json/parse-json';
import type { Checkpoint } from '../../engine/models/checkpoint';
import type { DecoderInputs } from '../../engine/models/decoder-inputs';
import type { ModelInputs } from '../../engine/models/loaded-model';
import { decodeText, maxTextBytes } from './decode-text';
import { readNamedFile } from './read-file';

const rowsSchema = v.pipe(v.array(v.array(v.pipe(v.number(), v.safeInteger(), v.minValue(0)))), v.minLength(1));
const fileSchema = v.strictObject({
  input_ids: rowsSchema,
  attention_mask: v.optional(rowsSchema),
  token_type_ids: v.optional(rowsSchema),
  position_ids: v.optional(rowsSchema),
  decoder_input_ids: v.optional(rowsSchema),
  decoder_attention_mask: v.optional(rowsSchema),
});
type Lists = v.InferOutput<typeof fileSchema>;

/**
 * Reads model inputs as they are from a JSON file of nested lists, all of one shape [rows, positions]; a decoder has
 * positions of its own. Without a mask every position is attended to.
 * @throws LensError `not-found`, or `bad-file` that says which list is wrong
 */
export async function readIdsFile(path: string, checkpoint: Checkpoint): Promise<ModelInputs> {
  const what = `The file "${path}"`;
  const tooBig = (): LensError => new LensError('too-big', `${what} is too big for a batch.`);
  const bytes = await readNamedFile(path, maxTextBytes, tooBig);
  const file = new IdsFile(parseJson(decodeText(bytes, what), fileSchema, what), what);
  const { vocabSize, architecture } = checkpoint.info;
  const areWords = checkpoint.format === 'safetensors' && checkpoint.facts.takesWordTypes === true;
  const decoder = file.decoder(vocabSize, checkpoint.decoder === null ? architecture : null);
  const dims = file.dims('input_ids');
  const tokenTypeIds = file.flat('token_type_ids', dims, areWords ? (vocabSize ?? Infinity) : Infinity);
  const positionIds = file.flat('position_ids', dims, Infinity);
  return {
    inputIds: file.flat('input_ids', dims, vocabSize ?? Infinity) ?? new BigInt64Array(0),
    attentionMask: file.flat('attention_mask', dims, 2) ?? new BigInt64Array(dims[0] * dims[1]).fill(1n),
    ...(tokenTypeIds ? { [areWords ? 'tokenTypeWords' : 'tokenTypeIds']: tokenTypeIds } : {}),
    ...(positionIds ? { positionIds } : {}),
    dims,
    ...(decoder ? { decoder } : {}),
  };
}

/** The lists of a file as arrays. Every method throws LensError `bad-file` that names file and list. */
class IdsFile {
  readonly #lists: Lists;
  readonly #what: string;

  constructor(lists: Lists, what: string) {
    this.#lists = lists;
    this.#what = what;
  }

  /** @param without the architecture where it has no decoder of its own, else null */
  decoder(vocabSize: number | null, without: string | null): DecoderInputs | null {
    const { decoder_input_ids: ids, decoder_attention_mask: mask } = this.#lists;
    if (ids === undefined && mask === undefined) return null;
    const given = ids === undefined ? 'decoder_attention_mask' : 'decoder_input_ids';
    if (without !== null)
      throw this.#bad(given, `is for models with a decoder beside an encoder, which ${without} is not`);
    if (ids === undefined) throw this.#bad(given, 'stands there without "decoder_input_ids"');
    const dims = this.dims('decoder_input_ids');
    return {
      inputIds: this.flat('decoder_input_ids', dims, vocabSize ?? Infinity) ?? new BigInt64Array(0),
      attentionMask: this.flat('decoder_attention_mask', dims, 2) ?? new BigInt64Array(dims[0] * dims[1]).fill(1n),
      dims,
    };
  }

  /** The rows of the file, and the length of the first of a list. */
  dims(name: keyof Lists): [rows: number, positions: number] {
    const positions = this.#lists[name]?.[0]?.length ?? 0;
    if (positions === 0) throw this.#bad(name, 'is empty');
    return [this.#lists.input_ids.length, positions];
  }

  flat(
    name: keyof Lists,
    [rows, positions]: readonly [number, number],
    below: number,
  ): BigInt64Array<ArrayBuffer> | undefined {
    const list = this.#lists[name];
    if (list === undefined) return undefined;
    if (list.length !== rows || list.some((row) => row.length !== positions)) {
      throw this.#bad(name, `should be ${rows} lists of ${positions} numbers`);
    }
    const values = list.flat();
    const wrong = values.find((value) => value >= below);
    if (wrong !== undefined) throw this.#bad(name, `holds ${wrong}, but must be below ${below}`);
    return BigInt64Array.from(values, BigInt);
  }

  #bad(name: string, problem: string): LensError {
    return new LensError('bad-file', `${this.#what}: "${name}" ${problem}.`);
  }
}
