import type { GraphRecord, Operation } from './record';

/** The part of a record that the named outputs need, in the order of `names`; inputs stay as they are. */
export function prune(record: GraphRecord, names: readonly string[]): GraphRecord {
  const wanted = new Set(names);
  const outputs = record.outputs.filter((output) => wanted.has(output.name));
  const needed = new Set(outputs.map((output) => output.value.id));
  const kept: Operation[] = [];
  for (const operation of record.operations.toReversed()) {
    if (!operation.outputs.some((value) => needed.has(value.id))) continue;
    for (const input of operation.inputs) needed.add(input.id);
    kept.push(operation);
  }
  return {
    ...record,
    outputs,
    operations: kept.reverse(),
    parameters: record.parameters.filter(({ value }) => needed.has(value.id)),
    constants: record.constants.filter(({ value }) => needed.has(value.id)),
  };
}
