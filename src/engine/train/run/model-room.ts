import { findArchitecture } from '../../architectures/registry';
import type { Example } from '../../data/examples/example';
import { freeMemory } from '../../process/free-memory';
import { rowsThatFit } from '../loop/rows-at-once';
import type { PreparedRun } from './prepare-run';
import type { RunRequest } from './run-parts';

/** Numbers of logits in memory at once; a language model has many a token. */
const mostLogits = 2 ** 26;

/** Rows that go through the model at once when training: as many as a batch has, fewer where memory is short. */
export function rowsAtOnce(prepared: PreparedRun, { settings }: RunRequest, note: (message: string) => void): number {
  const { opened, data } = prepared;
  const wanted = settings.per_device_train_batch_size;
  const { layers, heads, hiddenSize } = findArchitecture(opened.config.model_type).configure(opened.config).facts;
  const trained = opened.model.parameters.reduce((sum, parameter) => sum + parameter.data.length, 0);
  const sizes = { layers, heads, hiddenSize, outputs: outputsOf(prepared), trained };
  const rows = rowsThatFit(sizes, longestOf(data.train), wanted, freeMemory());
  if (rows < wanted) note(`Memory is short: the ${wanted} rows of a batch go through the model ${rows} at a time.`);
  return rows;
}

/** Rows of an evaluation whose logits fit, by the longest of them. */
export function rowsToEvaluate(prepared: PreparedRun, wanted: number): number {
  const numbers = longestOf(prepared.data.validation) * outputsOf(prepared);
  return Math.max(1, Math.min(wanted, Math.floor(mostLogits / numbers)));
}

/** Numbers a token that the head gives. */
function outputsOf({ data, opened }: PreparedRun): number {
  const words = opened.config['vocab_size'];
  return data.labels.length === 0 && typeof words === 'number' ? words : data.labels.length + 1;
}

function longestOf(examples: readonly Example[]): number {
  return examples.reduce((most, { inputIds }) => Math.max(most, inputIds.length), 1);
}
