import { prune } from './prune';
import type { GraphRecord, NamedValue } from './record';

/**
 * The part of a record between named results: computes the results `names`, and takes those of `at` that they are made of
 * as inputs under the same names instead of computing them. Inputs that are not needed are left out.
 */
export function cut(record: GraphRecord, names: readonly string[], at: readonly string[]): GraphRecord {
  const given = new Map(namedOutputs(record, at).map((output) => [output.value.id, output]));
  // A value that is given is made by no operation any more, so nothing before it is needed.
  const operations = record.operations.filter(({ outputs }) => !outputs.some(({ id }) => given.has(id)));
  const pruned = prune({ ...record, operations, inputs: [...record.inputs, ...given.values()] }, names);
  const used = new Set(pruned.operations.flatMap(({ inputs }) => inputs.map(({ id }) => id)));
  for (const { value } of pruned.outputs) used.add(value.id);
  return { ...pruned, inputs: pruned.inputs.filter(({ value }) => used.has(value.id)) };
}

function namedOutputs({ outputs }: GraphRecord, names: readonly string[]): NamedValue[] {
  const wanted = new Set(names);
  return outputs.filter(({ name }) => wanted.has(name));
}
