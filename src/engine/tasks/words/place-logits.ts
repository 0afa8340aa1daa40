import { LensError } from '../../../common/errors/lens-error';
import type { CancellationSignal } from '../../../common/rpc/cancellation';
import { cut } from '../../graph/cut';
import { openPart, type PartSession } from '../../internals/recompute/part-session';
import { isHiddenState } from '../../internals/store/results-of';
import type { Checkpoint } from '../../models/checkpoint';
import type { LoadedModel, LoadOptions, ModelInputs, ModelOutputs } from '../../models/loaded-model';
import type { RecordedCheckpoint } from '../../models/recorded-checkpoint';
import { notNumbers, outputRow, runRows } from '../run-rows';

/** Logits that are computed at once: 16 MB, because results that were read stay in memory until they are collected. */
const numbersAtOnce = 4e6;
/** Logits of all tokens of a row, where a file gives no less: 1 GB. */
const mostNumbers = 256e6;

/** A token of a batch; of an encoder-decoder one that its decoder is given. */
export interface BatchPlace {
  readonly row: number;
  readonly index: number;
}

export interface PlaceLogitsParams extends Pick<LoadOptions, 'device' | 'threads' | 'storage'> {
  readonly checkpoint: Checkpoint;
  /** Opens the model for some of its results. */
  readonly open: (outputs: LoadOptions['outputs']) => Promise<LoadedModel>;
}

/**
 * Logits of a language model for some tokens of a batch. The layers are computed in one pass; the head, whose results are
 * a vocabulary for each token, for the tokens that are asked for alone and some of them at a time. An ONNX file from
 * elsewhere gives the logits of all tokens or none.
 */
export class PlaceLogits {
  #head: Promise<Head> | undefined;

  constructor(private readonly params: PlaceLogitsParams) {}

  /**
   * The logits [vocabulary] of each place, in order. They are valid until the next ones are asked for.
   * @param places in order of rows
   * @throws LensError `too-big`, `bad-file` for logits that are no numbers, `cancelled`
   */
  async *read(
    inputs: ModelInputs,
    places: readonly BatchPlace[],
    signal: CancellationSignal,
  ): AsyncGenerator<Float32Array> {
    const { checkpoint } = this.params;
    const each = checkpoint.format === 'onnx' ? this.#whole(inputs, places, signal) : this.#cut(checkpoint, inputs, places, signal); // prettier-ignore
    for await (const logits of each) {
      checkNumbers(logits);
      yield logits;
    }
  }

  async *#cut(
    checkpoint: RecordedCheckpoint,
    inputs: ModelInputs,
    places: readonly BatchPlace[],
    signal: CancellationSignal,
  ): AsyncGenerator<Float32Array> {
    this.#head ??= openHead(checkpoint, this.params);
    const { state, session } = await this.#head;
    const model = await this.params.open([state]);
    const { hiddenSize, vocabSize } = checkpoint.info;
    const atOnce = Math.max(1, Math.floor(numbersAtOnce / (vocabSize ?? numbersAtOnce)));
    for await (const { from, rows, outputs } of runRows(model, inputs, signal, hiddenSize ?? 1)) {
      const here = places.filter(({ row }) => row >= from && row < from + rows);
      for (let first = 0; first < here.length; first += atOnce) {
        signal.throwIfAborted();
        const some = here.slice(first, first + atOnce);
        const given = gather(outputs, state, some, from);
        const logits = (await session.run(new Map([[state, given]]))).get('logits');
        if (logits === undefined) throw new LensError('internal', 'The head gave no logits.');
        const size = logits.dims.at(-1) ?? 0;
        for (const at of some.keys()) yield logits.data.subarray(at * size, (at + 1) * size);
      }
    }
  }

  async *#whole(
    inputs: ModelInputs,
    places: readonly BatchPlace[],
    signal: CancellationSignal,
  ): AsyncGenerator<Float32Array> {
    const vocabulary = this.params.checkpoint.info.vocabSize ?? 1;
    const positions = inputs.decoder?.dims[1] ?? inputs.dims[1];
    if (positions * vocabulary > mostNumbers) throw tooManyLogits(positions, Math.floor(mostNumbers / vocabulary));
    const model = await this.params.open('prediction');
    for await (const { from, rows, outputs } of runRows(model, inputs, signal, vocabulary)) {
      for (let row = from; row < from + rows; row += 1) {
        const here = places.filter((place) => place.row === row);
        if (here.length === 0) continue;
        const { data, dims } = outputRow(outputs, 'logits', row - from);
        const size = dims.at(-1) ?? 0;
        for (const { index } of here) yield data.subarray(index * size, (index + 1) * size);
      }
    }
  }
}

interface Head {
  /** The hidden state that it reads. */
  readonly state: string;
  readonly session: PartSession;
}

async function openHead(checkpoint: RecordedCheckpoint, options: PlaceLogitsParams): Promise<Head> {
  const { record } = checkpoint;
  const states = record.outputs.map(({ name }) => name).filter(isHiddenState);
  const head = cut(record, ['logits'], states);
  const [input, ...others] = head.inputs;
  if (input === undefined || others.length > 0) {
    throw new LensError('unsupported', 'This model gives no logits for its tokens.', 'Choose a language model.');
  }
  return { state: input.name, session: await openPart(checkpoint, head, options) };
}

/** The states [1, places, hidden] of some tokens. */
function gather(outputs: ModelOutputs, name: string, places: readonly BatchPlace[], firstRow: number) {
  const states = outputs.get(name);
  const [, positions = 0, size = 0] = states?.dims ?? [];
  const data = new Float32Array(places.length * size);
  for (const [at, { row, index }] of places.entries()) {
    const start = ((row - firstRow) * positions + index) * size;
    data.set(states?.data.subarray(start, start + size) ?? [], at * size);
  }
  return { data, dims: [1, places.length, size] };
}

/** A sum is no number where one of its terms is none: float32 terms cannot overflow it. */
function checkNumbers(logits: Float32Array): void {
  let sum = 0;
  for (const logit of logits) sum += logit;
  if (!Number.isFinite(sum)) throw notNumbers();
}

function tooManyLogits(tokens: number, fitting: number): LensError {
  const [given, most] = [tokens.toLocaleString('en'), fitting.toLocaleString('en')];
  return new LensError(
    'too-big',
    `This ONNX file gives the logits of all ${given} tokens at once, which is more than fits.`,
    `Select less: about ${most} tokens fit.`,
  );
}
