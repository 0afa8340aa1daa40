import type { Placement } from '../../../common/contracts/placement';
import { LensError } from '../../../common/errors/lens-error';
import type { Tensor } from '../../../common/tensors/tensor';
import { packingInputs, packTokens } from '../../graph/pack-tokens';
import type { GraphRecord } from '../../graph/record';
import { askedInput, selectAsked } from '../../graph/select-asked';
import { graphInputs } from '../../models/graph-inputs';
import { letGo } from '../../models/widen/widen-weights';
import type { RecordedCheckpoint } from '../../models/recorded-checkpoint';
import { lossDivisor } from '../losses/loss-divisor';
import { divisorInput, labelsInput, lossOutput, type LossOptions } from '../losses/loss-graph';
import { nextTokens, shiftedRight } from '../losses/targets';
import type {
  BackwardOptions,
  BackwardResult,
  EvaluationResult,
  ModelTensor,
  TrainableModel,
  TrainableParameter,
  TrainingBatch,
} from '../trainable-model';
import { askedFeeds } from './asked-tokens';
import { GradientCollector } from './collect-gradients';
import { MaskSource, withMasks } from './dropout-masks';
import { GraphSession, type Feed, type GraphSessionOptions } from './graph-session';
import { placeFeeds, tokenPlaces } from './token-places';
import { keepsTensors, ResidentTensors } from './resident-tensors';
import { evaluationGraph, trainingGraph } from './training-graph';

/** What a model of graphs is made of. */
export interface GraphModelParts {
  /** Gives `logits`. */
  readonly record: GraphRecord;
  /** The same with places of dropout, or without where there is to be none. */
  readonly trainingRecord: GraphRecord;
  readonly parameters: readonly TrainableParameter[];
  readonly tensors: readonly ModelTensor[];
  readonly loss: LossOptions;
  /** Whether a model is asked for the token after each place. */
  readonly isCausal: boolean;
  readonly inputs: Pick<RecordedCheckpoint, 'positions' | 'facts' | 'decoder' | 'oneTextOnly'>;
  /** The id that a decoder is given where a label is -100. */
  readonly padTokenId: number;
  readonly session: GraphSessionOptions;
}

/** A trainable model of two graphs over the same weights: one for a step, one for evaluation, opened when first used. */
export class GraphModel implements TrainableModel {
  readonly parameters: readonly TrainableParameter[];
  readonly tensors: readonly ModelTensor[];
  readonly #parts: GraphModelParts;
  readonly #collector: GradientCollector;
  /** The results of the step before, which are valid until the next. */
  #given: Float32Array<ArrayBuffer>[] = [];
  #training: Promise<Training> | null = null;
  #stepSession: GraphSession | null = null;
  #evaluation: Promise<GraphSession> | null = null;
  #resident: Promise<ResidentTensors | null> | null = null;

  constructor(parts: GraphModelParts) {
    this.parameters = parts.parameters;
    this.tensors = parts.tensors;
    this.#parts = parts;
    this.#collector = new GradientCollector(parts.parameters);
  }

  get placement(): Placement | null {
    return this.#stepSession?.placement ?? null;
  }

  lossDivisor(batch: TrainingBatch): number {
    return lossDivisor(batch, this.#parts.loss.classWeights, this.#parts.isCausal);
  }

  async backward(batch: TrainingBatch, options: BackwardOptions): Promise<BackwardResult> {
    this.#training ??= this.#openTraining();
    const { session, gradients, masks, asksTokens } = await this.#training;
    // The memory of the gradients before is given back at once, not when garbage is next collected.
    letGo(this.#given.splice(0));
    const places = tokenPlaces(batch, this.#parts.padTokenId);
    const feeds = this.#feeds(batch, options.divisor);
    for (const [name, feed] of placeFeeds(places, batch.inputs.dims)) feeds.set(name, feed);
    if (asksTokens) for (const [name, feed] of askedFeeds(feeds.get(labelsInput), places)) feeds.set(name, feed);
    const drawn = masks.draw(sizesOf(feeds), options);
    const results = await session.run(new Map<string, Feed>([...feeds, ...drawn]));
    this.#given = Object.values(results).flatMap(({ data }) =>
      data instanceof Float32Array ? [data as Float32Array<ArrayBuffer>] : [],
    );
    return { loss: numberOf(results[lossOutput]), gradients: this.#collector.collect(gradients, results) };
  }

  async evaluate(batch: TrainingBatch): Promise<EvaluationResult> {
    const { record, loss } = this.#parts;
    this.#evaluation ??= this.#open(evaluationGraph(record, loss));
    const session = await this.#evaluation;
    const results = await session.run(this.#feeds(batch, 1));
    const logits = results['logits'];
    if (!(logits?.data instanceof Float32Array)) throw new LensError('internal', 'The model gave no logits.');
    return { summedLoss: numberOf(results[lossOutput]), logits: logits as Tensor<Float32Array<ArrayBuffer>> };
  }

  async dispose(): Promise<void> {
    const [training, evaluation] = await Promise.all([this.#training, this.#evaluation]);
    [this.#training, this.#evaluation] = [null, null];
    await training?.session.close();
    await evaluation?.close();
    await (await this.#resident)?.close();
    this.#resident = null;
    letGo(this.#given.splice(0));
  }

  async #openTraining(): Promise<Training> {
    const { trainingRecord, loss, parameters } = this.#parts;
    const { record, places } = withMasks(selectAsked(packTokens(trainingRecord)));
    const graph = trainingGraph(record, loss, new Set(parameters.map(({ name }) => name)));
    const session = await this.#open(graph.record);
    this.#stepSession = session;
    const asksTokens = graph.record.inputs.some(({ name }) => name === askedInput);
    return { session, gradients: graph.gradients, masks: new MaskSource(places), asksTokens };
  }

  async #open(record: GraphRecord): Promise<GraphSession> {
    this.#resident ??= this.#sendFrozen();
    const resident = await this.#resident;
    // What is trained need not be in a checkpoint: the matrices of LoRA are not.
    const tensors = new Map([...this.tensors, ...this.parameters].map((tensor) => [tensor.name, tensor]));
    return GraphSession.open(record, tensors, this.#parts.session, resident?.tensors);
  }

  /** What is not trained is sent to the device once. */
  async #sendFrozen(): Promise<ResidentTensors | null> {
    const { device } = this.#parts.session;
    const trained = new Set(this.parameters.map(({ name }) => name));
    const frozen = this.tensors.filter(({ name }) => !trained.has(name));
    return keepsTensors(device) && frozen.length > 0 ? ResidentTensors.send(frozen, device) : null;
  }

  #feeds(batch: TrainingBatch, divisor: number): Map<string, Feed> {
    const { labels } = batch;
    const { inputs, positions } = this.#completed(batch);
    const feeds = new Map<string, Feed>(graphInputs(inputs, this.#parts.inputs));
    const rows = inputs.dims[0];
    const isShifted = labels.kind === 'tokens' && this.#parts.isCausal;
    const data = isShifted ? nextTokens(labels.data, positions) : labels.data;
    const dims = labels.kind === 'single_label_classification' ? [rows] : [rows, data.length / rows];
    feeds.set(labelsInput, { data, dims });
    return feeds.set(divisorInput, { data: Float32Array.of(divisor), dims: [] });
  }

  /** The inputs with those of a decoder, which follow from the labels where they are not given. */
  #completed({ inputs, labels }: TrainingBatch) {
    const { decoder } = this.#parts.inputs;
    const [rows, positions] = inputs.dims;
    if (decoder === null || inputs.decoder !== undefined || labels.kind !== 'tokens') return { inputs, positions };
    const width = labels.data.length / rows;
    const start = decoder.startTokenId;
    if (start === null) throw new LensError('bad-file', 'config.json names no "decoder_start_token_id".');
    const inputIds = shiftedRight(labels.data, width, BigInt(start), BigInt(this.#parts.padTokenId));
    const attentionMask = new BigInt64Array(inputIds.length).fill(1n);
    return { inputs: { ...inputs, decoder: { inputIds, attentionMask, dims: [rows, width] as const } }, positions };
  }
}

interface Training {
  readonly session: GraphSession;
  readonly masks: MaskSource;
  /** Whether labels are given for those tokens alone at which something is asked. */
  readonly asksTokens: boolean;
  readonly gradients: ReturnType<typeof trainingGraph>['gradients'];
}

/** The sizes that shapes of the graph have by name. */
function sizesOf(feeds: ReadonlyMap<string, Feed>): ReadonlyMap<string, number> {
  const [batch = 1, sequence = 1] = feeds.get('input_ids')?.dims ?? [];
  const [, target = 1] = feeds.get('decoder_input_ids')?.dims ?? [];
  return new Map([
    ['batch', batch],
    ['sequence', sequence],
    ['target_sequence', target],
    ['tokens', feeds.get(packingInputs.places)?.dims[0] ?? 1],
  ]);
}

function numberOf(result: { readonly data: unknown } | undefined): number {
  const value = result?.data instanceof Float32Array ? result.data[0] : undefined;
  if (value === undefined) throw new LensError('internal', 'A training step gave no loss.');
  return value;
}
