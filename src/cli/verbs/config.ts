import type { TensorStatistics } from '../../common/contracts/description';
import { LensError } from '../../common/errors/lens-error';
import { neverCancelled } from '../../common/rpc/cancellation';
import { findTensor } from '../../engine/describe/statistics/find-tensor';
import { tensorStatistics } from '../../engine/describe/statistics/tensor-statistics';
import type { Options } from '../arguments/options';
import { configJson } from '../config/config-json';
import { configSource } from '../config/config-source';
import { configText } from '../config/config-text';
import { modelOption, weightsOption } from '../model/model-options';
import type { Verb, VerbContext, VerbResult } from '../program/verb';

/** `model-lens config`: what a model is made of, from its config and the headers of its weights. */
export const config: Verb = {
  summary: 'shows what a model is made of.',
  options: {
    ...modelOption,
    ...weightsOption,
    tensors: { help: 'Lists the tensors with shape, type, file and parameters.' },
    statistics: { value: 'NAME', help: 'Reads a tensor: mean, deviation, range, histogram. Fetches the model.' },
  },
  run,
};

async function run(options: Options, context: VerbContext): Promise<VerbResult> {
  const name = options.text('statistics');
  const source = await configSource(options, context, name !== null);
  const statistics = name === null ? null : await statisticsOf(name, source.folder, options.text('weights'));
  const parts = { source, listTensors: options.has('tensors'), statistics };
  return { json: configJson(parts), text: configText(parts) };
}

async function statisticsOf(name: string, folder: string | null, weights: string | null): Promise<TensorStatistics> {
  if (folder === null) throw new LensError('internal', 'The model was not fetched.');
  const entry = await findTensor(folder, weights, name);
  return tensorStatistics({ entry, signal: neverCancelled, progress: () => undefined });
}
