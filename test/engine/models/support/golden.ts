import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Tensor } from '../../../../src/common/tensors/tensor';
import { readSafetensors } from '../../../../src/engine/formats/safetensors/read-tensors';
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
  };
}

/**
 * Largest difference divided by the largest absolute golden value. Rows of padding are left out: for hidden states and
 * token logits axis 1, for attentions the query axis.
 */
export function relativeDifference(name: string, actual: Tensor, expected: Tensor, mask: Rows): number {
  if (actual.dims.join() !== expected.dims.join())
    throw new Error(`${name}: [${actual.dims.join()}] is not [${expected.dims.join()}]`);
  const axis = name.startsWith('attentions.') ? 2 : 1;
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

/** The tensors of a case that differ by more than the tolerance, with the difference; and how many were compared. */
export function compareCase(
  golden: GoldenCase,
  expected: ReadonlyMap<string, Tensor>,
  actual: ModelOutputs,
  tolerance: number,
): { wrong: string[]; compared: number } {
  const prefix = `${golden.name}.`;
  const names = [...expected.keys()].filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
  const wrong = names.flatMap((name) => {
    const tensor = actual.get(name);
    if (tensor === undefined) return [`${name} is missing`];
    const difference = relativeDifference(name, tensor, expected.get(prefix + name)!, golden.attention_mask);
    return difference <= tolerance ? [] : [`${name}: ${difference.toExponential(1)}`];
  });
  return { wrong, compared: names.length };
}
