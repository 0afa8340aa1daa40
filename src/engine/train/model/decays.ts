import type { GraphRecord } from '../../graph/record';

/** The names that `Trainer.get_decay_parameter_names` leaves out. */
const names = /bias|layernorm|rmsnorm|(^|\.)norm($|\.)|_norm($|\.)/i;

/** Whether weight decay applies to a parameter, as `Trainer` has it: not to biases, not to norms. */
export function decayOf(record: GraphRecord): (parameter: string) => boolean {
  const norms = record.operations.flatMap(({ name, inputs }) => (name === 'layerNorm' ? inputs.slice(1) : []));
  const ids = new Set(norms.map(({ id }) => id));
  const ofNorms = new Set(record.parameters.filter(({ value }) => ids.has(value.id)).map(({ name }) => name));
  return (parameter) => !names.test(parameter) && !ofNorms.has(parameter);
}
