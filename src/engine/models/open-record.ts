import type { InferenceSession, Tensor as OrtTensor } from 'onnxruntime-node';
import type { Placement } from '../../common/contracts/placement';
import { encodeModel } from '../formats/onnx/encode-model';
import type { GraphRecord } from '../graph/record';
import { placementIn } from '../runtime/devices/watch-placement';
import { lowerGraph } from '../runtime/lowering/lower-graph';
import { onnxRuntime, type OnnxRuntime } from '../runtime/onnxruntime';
import { createSession, explain } from '../runtime/session';
import type { LoadOptions } from './loaded-model';
import type { RecordedCheckpoint } from './recorded-checkpoint';
import { sessionWeights, type SessionWeights } from './storage/session-weights';
import { readingThreads, weightsToGive } from './widen/weights-to-give';
import { letGo, widenWeights, type WidenedWeights } from './widen/widen-weights';

/** What a model computes, or a part of it, in memory. */
export interface OpenedRecord {
  readonly ort: OnnxRuntime;
  /** Gives the record's results by name. @throws LensError what ONNX Runtime says */
  readonly run: (feeds: Readonly<Record<string, OrtTensor>>) => Promise<Readonly<Record<string, OrtTensor>>>;
  /** Which nodes a device other than the CPU left to it; null on the CPU, and before the first run. */
  readonly placement: () => Placement | null;
  readonly dispose: () => Promise<void>;
}

type Source = Pick<RecordedCheckpoint, 'info' | 'tensors'>;
type How = Omit<LoadOptions, 'outputs'>;

/**
 * Writes a record as a graph of a few kB and opens it in ONNX Runtime, with the weights left where they are.
 * @throws LensError `device` when the device does not work
 */
export async function openRecord(source: Source, record: GraphRecord, options: How): Promise<OpenedRecord> {
  const { storage = 'float32' } = options;
  const stored = await sessionWeights(record, source.tensors, storage, readingThreads(options));
  const toCast = record.parameters.flatMap(({ name }) =>
    stored.kept.has(name) ? [] : (source.tensors.get(name) ?? []),
  );
  const toGive = weightsToGive(toCast, options);
  const given = new Set(toGive.map(({ name }) => name));
  const [widened, { ort, session }] = await Promise.all([
    widenWeights(toGive, readingThreads(options)),
    openSession(source, record, stored, given, options).finally(stored.clear),
  ]);
  const weights = weightFeeds(ort, session.inputNames.slice(record.inputs.length), record, widened);
  return {
    ort,
    run: (feeds) =>
      session.run({ ...weights, ...feeds }).catch((error: unknown) => {
        throw explain(error, options.device);
      }),
    placement: () => placementIn(session),
    dispose: async () => {
      await session.release();
      await stored.clear();
      letGo(widened.values());
    },
  };
}

/** @param given names of the weights that every run is given */
async function openSession(
  { info }: Source,
  record: GraphRecord,
  { folder, find, kept, hasBlocks }: SessionWeights,
  given: ReadonlySet<string>,
  { device, threads, runs }: How,
): Promise<{ ort: OnnxRuntime; session: InferenceSession }> {
  const model = encodeModel(lowerGraph(info.architecture, record, find, { given, kept }));
  const ort = await onnxRuntime();
  const prepack = runs === 'often' || hasBlocks;
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
