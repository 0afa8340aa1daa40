import { operations as operationTable } from '../graph/operations';
import { nextIdOf, type GraphRecord, type Operation } from '../graph/record';
import type { Infer } from '../graph/operations/infer';
import { gradientRules } from './rules';

/**
 * The record with operations replaced by those that also give what their backward rules use, such as a norm's mean. The
 * results that they had keep their values.
 * @param varying ids of values whose gradients may be wanted
 */
export function saveForBackward(record: GraphRecord, varying: ReadonlySet<number>): GraphRecord {
  let nextId = nextIdOf(record);
  const operations = record.operations.map((operation): Operation => {
    const rule = gradientRules[operation.name];
    if (rule.kind !== 'replaced' || !operation.inputs.some(({ id }) => varying.has(id))) return operation;
    // The rule is for this very operation, whose attributes both take.
    const infer = operationTable[rule.by] as Infer<object>;
    const added = infer(operation.inputs, operation.attributes).slice(operation.outputs.length);
    const outputs = [...operation.outputs, ...added.map((type) => ({ id: nextId++, ...type }))];
    return { ...operation, name: rule.by, outputs } as Operation;
  });
  return { ...record, operations };
}
