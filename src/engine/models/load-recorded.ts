import type { Tensor as OrtTensor } from 'onnxruntime-node';
import { LensError } from '../../common/errors/lens-error';
import type { Tensor } from '../../common/tensors/tensor';
import type { InputName } from '../architectures/parts/inputs';
import { encodeModel } from '../formats/onnx/encode-model';
import { prune } from '../graph/prune';
import type { GraphRecord } from '../graph/record';
import { selectEarly } from '../graph/select-early';
import { lowerGraph } from '../runtime/lowering/lower-graph';
import { onnxRuntime } from '../runtime/onnxruntime';
import { createSession, explain } from '../runtime/session';
import { checkInputs } from './check-inputs';
import { chosenOf } from './chosen-results';
import { completeInputs } from './complete-inputs';
import { placeWeights } from './external-weights';
import type { LoadedModel, LoadOptions } from './loaded-model';
import type { RecordedCheckpoint } from './recorded-checkpoint';

/**
 * Writes the model as a graph of a few kB and opens it in ONNX Runtime, with the weights left where they are.
 * @throws LensError `device` when the device does not work
 */
export async function loadRecorded(checkpoint: RecordedCheckpoint, options: LoadOptions): Promise<LoadedModel> {
  const record = selectEarly(prune(checkpoint.record, outputsOf(checkpoint.record, options.outputs)));
  const entries = record.parameters.flatMap(({ name }) => checkpoint.tensors.get(name) ?? []);
  const { folder, find } = await placeWeights(entries);
  const model = encodeModel(lowerGraph(checkpoint.info.architecture, record, find));
  const ort = await onnxRuntime();
  const session = await createSession(ort, model, {
    device: options.device,
    threads: options.threads,
    prepack: options.runs === 'often',
    folder,
  });
  const names = record.inputs.map(({ name }) => name as InputName);
  return {
    info: checkpoint.info,
    device: options.device,
    run: async (inputs) => {
      const arrays = completeInputs(inputs, checkpoint.positions);
      checkInputs(arrays, inputs.dims, checkpoint.facts);
      const feeds = names.map((name) => [name, new ort.Tensor('int64', arrays[name], inputs.dims)] as const);
      const results = await session.run(Object.fromEntries(feeds)).catch((error: unknown) => {
        throw explain(error, options.device);
      });
      return new Map(Object.entries(results).map(([name, value]) => [name, asTensor(name, value)]));
    },
    dispose: () => session.release(),
  };
}

/** Hidden states and attentions, which only `inspect` asks for, and what only the neuron view asks for. */
const inner = /^(?:encoder_|decoder_|cross_)?(?:hidden_states|attentions)\.\d+$/;
const neuron = /^(?:encoder_|decoder_|cross_)?(?:queries|keys|scores)\.\d+$/;

/** @throws LensError `usage` for a name that is none of the model's results */
function outputsOf({ outputs }: GraphRecord, wanted: LoadOptions['outputs']): string[] {
  const names = outputs.map(({ name }) => name);
  if (typeof wanted !== 'string') return chosenOf(names, wanted);
  return names.filter((name) => (wanted === 'inspect' ? !neuron.test(name) : !neuron.test(name) && !inner.test(name)));
}

function asTensor(name: string, { data, dims }: OrtTensor): Tensor<Float32Array<ArrayBuffer>> {
  if (data instanceof Float32Array) return { dims, data: data as Float32Array<ArrayBuffer> };
  throw new LensError('internal', `The model's result ${name} is not float32.`);
}
