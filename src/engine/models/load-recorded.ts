import type { InferenceSession, Tensor as OrtTensor } from 'onnxruntime-node';
import { LensError } from '../../common/errors/lens-error';
import type { Tensor } from '../../common/tensors/tensor';
import { encodeModel } from '../formats/onnx/encode-model';
import { prune } from '../graph/prune';
import type { GraphRecord } from '../graph/record';
import { selectEarly } from '../graph/select-early';
import { placementIn } from '../runtime/devices/watch-placement';
import { lowerGraph } from '../runtime/lowering/lower-graph';
import { onnxRuntime, type OnnxRuntime } from '../runtime/onnxruntime';
import { createSession, explain } from '../runtime/session';
import { chosenOf } from './chosen-results';
import { placeWeights } from './external-weights';
import { graphInputs, type GraphInput } from './graph-inputs';
import type { LoadedModel, LoadOptions } from './loaded-model';
import type { RecordedCheckpoint } from './recorded-checkpoint';
import type { StoredEntry } from './weight-files';
import { readingThreads, weightsToGive } from './widen/weights-to-give';
import { letGo, widenWeights, type WidenedWeights } from './widen/widen-weights';

/**
 * Writes the model as a graph of a few kB and opens it in ONNX Runtime, with the weights left where they are.
 * @throws LensError `device` when the device does not work
 */
export async function loadRecorded(checkpoint: RecordedCheckpoint, options: LoadOptions): Promise<LoadedModel> {
  const record = selectEarly(prune(checkpoint.record, outputsOf(checkpoint.record, options.outputs)));
  const entries = record.parameters.flatMap(({ name }) => checkpoint.tensors.get(name) ?? []);
  const toGive = weightsToGive(entries, options);
  const [widened, { ort, session }] = await Promise.all([
    widenWeights(toGive, readingThreads(options)),
    openSession(checkpoint, record, { entries, given: new Set(toGive.map(({ name }) => name)) }, options),
  ]);
  const weights = weightFeeds(ort, session.inputNames.slice(record.inputs.length), record, widened);
  return {
    info: checkpoint.info,
    device: options.device,
    run: async (inputs) => {
      const given = graphInputs(inputs, checkpoint);
      const feeds = record.inputs.map(({ name }) => {
        const { data, dims } = inputAt(given, name);
        return [name, new ort.Tensor('int64', data, dims)] as const;
      });
      const results = await session.run({ ...weights, ...Object.fromEntries(feeds) }).catch((error: unknown) => {
        throw explain(error, options.device);
      });
      return new Map(Object.entries(results).map(([name, value]) => [name, asTensor(name, value)]));
    },
    placement: () => placementIn(session),
    dispose: async () => {
      await session.release();
      letGo(widened.values());
    },
  };
}

interface WeightsOfSession {
  readonly entries: readonly StoredEntry[];
  /** Names of those that every run is given. */
  readonly given: ReadonlySet<string>;
}

async function openSession(
  checkpoint: RecordedCheckpoint,
  record: GraphRecord,
  { entries, given }: WeightsOfSession,
  { device, threads, runs }: LoadOptions,
): Promise<{ ort: OnnxRuntime; session: InferenceSession }> {
  const { folder, find } = await placeWeights(entries);
  const model = encodeModel(lowerGraph(checkpoint.info.architecture, record, find, given));
  const ort = await onnxRuntime();
  const prepack = runs === 'often';
  return { ort, session: await createSession(ort, model, { device, threads, prepack, folder, watched: true }) };
}

/** The weights that a run is given, by the names of the graph's inputs, which are in the order of the parameters. */
function weightFeeds(
  ort: OnnxRuntime,
  inputs: readonly string[],
  { parameters }: GraphRecord,
  widened: WidenedWeights,
): Record<string, OrtTensor> {
  const given = parameters.flatMap(({ name, value }) => {
    const data = widened.get(name);
    return data === undefined ? [] : [new ort.Tensor('float32', data, value.shape.map(Number))];
  });
  return Object.fromEntries(inputs.flatMap((name, index) => (given[index] ? [[name, given[index]]] : [])));
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
