import type { DescribedTensor } from '../../../common/contracts/description';
import type { SourceTensor } from '../source';
import { isBuffer } from './buffers';
import { partOf } from './part-of';
import type { Ties } from './tied';

/** The tensors of the files with what each of them is, and at the end the tied ones that no file holds. */
export function sortTensors(
  tensors: readonly SourceTensor[],
  ties: Ties,
  used: ReadonlySet<string> | null,
): DescribedTensor[] {
  const listed = tensors.map((tensor) => describe(tensor, ties, used));
  const names = new Set(tensors.map(({ name }) => name));
  const table = listed.find(({ name }) => name === ties.table);
  const missing = [...ties.tiedTo].filter(([name]) => !names.has(name));
  return [...listed, ...missing.map(([name, tiedTo]) => absent(name, tiedTo, table))];
}

function describe(tensor: SourceTensor, { tiedTo }: Ties, used: ReadonlySet<string> | null): DescribedTensor {
  const { name, shape, dtype, file, elements } = tensor;
  const role = roleOf(tensor, tiedTo, used);
  return {
    name,
    shape: shape === null ? null : [...shape],
    dtype,
    file,
    parameters: role === 'parameter' ? elements : 0,
    role,
    part: partOf(name),
    tiedTo: role === 'tied' ? (tiedTo.get(name) ?? null) : null,
  };
}

function roleOf(
  tensor: SourceTensor,
  tiedTo: ReadonlyMap<string, string>,
  used: ReadonlySet<string> | null,
): DescribedTensor['role'] {
  if (isBuffer(tensor)) return 'buffer';
  if (tiedTo.has(tensor.name)) return 'tied';
  return used === null || used.has(tensor.name) ? 'parameter' : 'unused';
}

function absent(name: string, tiedTo: string, table: DescribedTensor | undefined): DescribedTensor {
  const shape = table?.shape ?? null;
  return { name, shape, dtype: null, file: null, parameters: 0, role: 'tied', part: partOf(name), tiedTo };
}
