import type { RunFile } from '../../../common/contracts/training/run-file';
import type { TrainingData } from '../../data/training-data';
import type { Adapter } from '../lora/adapter';
import { matrixA } from '../lora/with-lora';
import type { OpenedTrainableModel } from '../open-trainable-model';

/** Tensors that are named; a model has hundreds. */
const mostNamed = 4;

/** What a person should know of a run before its first step: rows that are left out or cut, weights that are new. */
export function tellOfRun(
  settings: RunFile,
  { report }: Pick<TrainingData, 'report'>,
  { initialised, adapter }: Pick<OpenedTrainableModel, 'initialised' | 'adapter'>,
): string[] {
  const { trainRows, validationRows, badRowCount, badRows, lengths } = report;
  const told = [`${rows(trainRows)} to train on, ${validationRows} to evaluate on.`];
  const [first] = badRows;
  if (first !== undefined) {
    told.push(`${rows(badRowCount)} cannot be used and are left out, the first at ${first.file}:${first.line}.`);
  }
  if (lengths.cut > 0) told.push(`${rows(lengths.cut)} are longer than ${lengths.maxLength} tokens and are cut.`);
  if (settings.from_scratch) told.push('All weights start at random.');
  else if (initialised.length > 0) told.push(`These weights are new and start at random: ${named(initialised)}.`);
  if (adapter !== null) told.push(adapterWords(adapter));
  return told;
}

function adapterWords({ tensors }: Adapter): string {
  const layers = tensors.filter(({ name }) => name.endsWith(matrixA(''))).length;
  const numbers = tensors.reduce((sum, { data }) => sum + data.length, 0).toLocaleString('en');
  return `LoRA is beside ${layers === 1 ? '1 layer' : `${layers} layers`}: ${numbers} numbers are trained, all others stay as they are.`;
}

function rows(count: number): string {
  return count === 1 ? '1 row' : `${count} rows`;
}

function named(names: readonly string[]): string {
  const rest = names.length - mostNamed;
  return `${names.slice(0, mostNamed).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}
