import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Tensor } from '../../../../src/common/tensors/tensor';
import { readSafetensors } from '../../../../src/engine/formats/safetensors/read-tensors';
import type { DecoderInputs } from '../../../../src/engine/models/decoder-inputs';
import type { ModelInputs, ModelOutputs } from '../../../../src/engine/models/loaded-model';

const fixtures = join(import.meta.dirname, '../../../fixtures');

/** The folders of fixture models. */
export const referenceModels = join(fixtures, 'models');
export const otherSettings = join(fixtures, 'models-other-settings');

type Rows = number[][];

/** A case of golden.json: what went in and what came out. */
export interface GoldenCase {
  readonly name: string;
  readonly input_ids: Rows;
  readonly attention_mask: Rows;
  readonly token_type_ids?: Rows;
  readonly position_ids?: Rows;
  readonly decoder_input_ids?: Rows;
  readonly decoder_attention_mask?: Rows;
  readonly tensors: Readonly<Record<string, number | number[]>>;
}

interface Golden {
  readonly tolerance: { readonly relative_to_max_abs: number };
  readonly cases: readonly GoldenCase[];
}

/** golden.json and golden.safetensors of a fixture folder. */
export async function readGolden(folder: string): Promise<{ golden: Golden; tensors: Map<string, Tensor> }> {
  const golden = JSON.parse(readFileSync(join(folder, 'golden.json'), 'utf8')) as Golden;
  return { golden, tensors: await readSafetensors(join(folder, 'golden.safetensors')) };
}

const int64 = (rows: Rows): BigInt64Array => BigInt64Array.from(rows.flat(), BigInt);

/** A case as the model's inputs. */
export function inputsOf(golden: GoldenCase): ModelInputs {
  return {
    inputIds: int64(golden.input_ids),
    attentionMask: int64(golden.attention_mask),
    ...(golden.token_type_ids ? { tokenTypeIds: int64(golden.token_type_ids) } : {}),
    ...(golden.position_ids ? { positionIds: int64(golden.position_ids) } : {}),
    dims: [golden.input_ids.length, golden.input_ids[0]?.length ?? 0],
    ...(golden.decoder_input_ids
      ? { decoder: decoderOf(golden.decoder_input_ids, golden.decoder_attention_mask) }
      : {}),
  };
}

function decoderOf(ids: Rows, mask: Rows | undefined): DecoderInputs {
  const inputIds = int64(ids);
  const attentionMask = mask ? int64(mask) : new BigInt64Array(inputIds.length).fill(1n);
  return { inputIds, attentionMask, dims: [ids.length, ids[0]?.length ?? 0] };
}

/** The mask of the tokens that a result's rows (of an attention: its queries) belong to. */
function maskOf(golden: GoldenCase, name: string): Rows {
  const { decoder_input_ids: ids, decoder_attention_mask: mask } = golden;
  if (ids === undefined || name.startsWith('encoder_')) return golden.attention_mask;
  return mask ?? ids.map((row) => row.map(() => 1));
}

/**
 * Largest difference divided by the largest absolute golden value. Rows of padding are left out: for hidden states and
 * token logits axis 1, for attentions the query axis.
 */
export function relativeDifference(name: string, actual: Tensor, expected: Tensor, mask: Rows): number {
  if (actual.dims.join() !== expected.dims.join())
    throw new Error(`${name}: [${actual.dims.join()}] is not [${expected.dims.join()}]`);
  const axis = name.includes('attentions.') ? 2 : 1;
  const sequence = mask[0]?.length ?? 0;
  const perPosition = expected.dims.length > axis && expected.dims[axis] === sequence && name !== 'pooler_output';
  const inner = expected.dims.slice(axis + 1).reduce((a, b) => a * b, 1);
  const perRow = expected.dims.slice(1).reduce((a, b) => a * b, 1);
  let [difference, largest] = [0, 0];
  for (let i = 0; i < expected.data.length; i++) {
    if (perPosition && mask[Math.floor(i / perRow)]?.[Math.floor(i / inner) % sequence] === 0) continue;
    const [a, b] = [Number(actual.data[i]), Number(expected.data[i])];
    difference = Math.max(difference, Number.isNaN(a) ? Infinity : Math.abs(a - b));
    largest = Math.max(largest, Math.abs(b));
  }
  return difference / largest;
}

/** Of a language model's logits those of the last real token of each row: [batch, vocabulary]. */
function lastLogits(logits: Tensor | undefined, mask: Rows): Tensor | undefined {
  if (logits === undefined) return undefined;
  const [rows = 0, positions = 0, vocabulary = 0] = logits.dims;
  const picked = mask.flatMap((row, index) => {
    const start = (index * positions + row.lastIndexOf(1)) * vocabulary;
    return Array.from(logits.data.slice(start, start + vocabulary), Number);
  });
  return { dims: [rows, vocabulary], data: Float32Array.from(picked) };
}

/** The tensors of a case that differ by more than the tolerance, with the difference; and how many were compared. */
export function compareCase(
  each: GoldenCase,
  expected: ReadonlyMap<string, Tensor>,
  actual: ModelOutputs,
  tolerance: number,
): { wrong: string[]; compared: number } {
  const prefix = `${each.name}.`;
  const names = [...expected.keys()].filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
  const wrong = names.flatMap((name) => {
    const mask = maskOf(each, name);
    const golden = expected.get(prefix + name)!;
    // A prediction of a decoder has the logits of the last tokens alone.
    const onlyLast = name === 'last_logits' || (name === 'logits' && actual.has('last_logits'));
    const tensor = onlyLast ? (actual.get('last_logits') ?? lastLogits(actual.get('logits'), mask)) : actual.get(name);
    if (tensor === undefined) return [`${name} is missing`];
    const wanted = onlyLast && name === 'logits' ? lastLogits(golden, mask)! : golden;
    const difference = relativeDifference(name, tensor, wanted, mask);
    return difference <= tolerance ? [] : [`${name}: ${difference.toExponential(1)}`];
  });
  return { wrong, compared: names.length };
}
