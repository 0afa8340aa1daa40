import { LensError } from '../../common/errors/lens-error';
import type { Tensor } from '../../common/tensors/tensor';
import { prune } from '../graph/prune';
import type { GraphRecord } from '../graph/record';
import { selectEarly } from '../graph/select-early';
import type { Tensor as OrtTensor } from 'onnxruntime-node';
import { chosenOf } from './chosen-results';
import { graphInputs, type GraphInput } from './graph-inputs';
import type { LoadedModel, LoadOptions } from './loaded-model';
import { openRecord } from './open-record';
import type { RecordedCheckpoint } from './recorded-checkpoint';

/**
 * Writes the model as a graph of a few kB and opens it in ONNX Runtime, with the weights left where they are.
 * @throws LensError `device` when the device does not work
 */
export async function loadRecorded(checkpoint: RecordedCheckpoint, options: LoadOptions): Promise<LoadedModel> {
  const record = selectEarly(prune(checkpoint.record, outputsOf(checkpoint.record, options.outputs)));
  const opened = await openRecord(checkpoint, record, options);
  return {
    info: checkpoint.info,
    device: options.device,
    run: async (inputs) => {
      const given = graphInputs(inputs, checkpoint);
      const feeds = record.inputs.map(({ name }) => {
        const { data, dims } = inputAt(given, name);
        return [name, new opened.ort.Tensor('int64', data, dims)] as const;
      });
      const results = await opened.run(Object.fromEntries(feeds));
      return new Map(Object.entries(results).map(([name, value]) => [name, asTensor(name, value)]));
    },
    placement: opened.placement,
    dispose: opened.dispose,
  };
}

function inputAt(given: ReadonlyMap<string, GraphInput>, name: string): GraphInput {
  const input = given.get(name);
  if (input === undefined) throw new LensError('internal', `The graph takes ${name}, which is not given.`);
  return input;
}

/** Hidden states and attentions, which only `inspect` asks for, and what only the neuron view asks for. */
const inner = /^(?:encoder_|decoder_|cross_)?(?:hidden_states|attentions)\.\d+$/;
const neuron = /^(?:encoder_|decoder_|cross_)?(?:queries|keys|scores)\.\d+$/;

/** The logits of each text's last token. */
const lastLogits = 'last_logits';

/** @throws LensError `usage` for a name that is none of the model's results */
function outputsOf({ outputs }: GraphRecord, wanted: LoadOptions['outputs']): string[] {
  const names = outputs.map(({ name }) => name);
  if (typeof wanted !== 'string') return chosenOf(names, wanted);
  const whole = names.filter((name) => !neuron.test(name) && name !== lastLogits);
  if (wanted === 'inspect') return whole;
  // What is predicted is the next token: the logits of the others would be a vocabulary for each token.
  const isPrediction = (name: string): boolean => !inner.test(name) && name !== 'logits';
  return names.includes(lastLogits)
    ? [lastLogits, ...whole.filter(isPrediction)]
    : whole.filter((name) => !inner.test(name));
}

function asTensor(name: string, { data, dims }: OrtTensor): Tensor<Float32Array<ArrayBuffer>> {
  if (data instanceof Float32Array) return { dims, data: data as Float32Array<ArrayBuffer> };
  throw new LensError('internal', `The model's result ${name} is not float32.`);
}
