import type { RunFile } from '../../../common/contracts/training/run-file';
import type { TrainableParameter } from '../trainable-model';
import { OptimizerThread, type NumberedGradient } from './optimizer-thread';
import { shareOut, type Shares } from './share-out';
import { applyUpdates, makeUpdates, sumOfSquares, type Factors, type Moments } from './update';

/** The settings of AdamW, by their names in a run file. */
export type AdamWSettings = Pick<RunFile, 'adam_beta1' | 'adam_beta2' | 'adam_epsilon' | 'weight_decay'>;

export interface AdamWStep {
  readonly learningRate: number;
  /** Every gradient is multiplied by this first, as clipping asks. */
  readonly gradientScale: number;
}

/** Gradients that an optimizer has taken for a step. */
export interface TakenGradients {
  /** The norm of all of them as one vector. NaN or infinite where one of them is. */
  readonly norm: number;
  readonly own: ReadonlyMap<number, Float32Array>;
}

/** Fewer numbers than this are done before another thread has heard of them. */
const worthThreads = 1_000_000;
/** More threads wait for memory. */
const mostThreads = 4;
/** Numbers that are gone through twice while they are in the processor's cache. */
const pieceLength = 4096;

/**
 * AdamW as `torch.optim.AdamW` computes it (Loshchilov and Hutter, "Decoupled Weight Decay Regularization", algorithm 2):
 * the decay is scaled by the learning rate and leaves the moments alone. Moments, updates and weights are float32, the
 * arithmetic between them is double precision, which is as fast in JavaScript. What it computes does not depend on threads.
 */
export class AdamW {
  readonly #parameters: readonly TrainableParameter[];
  readonly #settings: AdamWSettings;
  readonly #moments: readonly Moments[];
  readonly #threads: readonly OptimizerThread[];
  readonly #piece = new Float32Array(pieceLength);
  #steps = 0;

  /** @param threads that may work at once, this one counted */
  constructor(parameters: readonly TrainableParameter[], settings: AdamWSettings, threads = 1) {
    this.#parameters = parameters;
    this.#settings = settings;
    this.#moments = parameters.map(({ data }) => zeros(data.length));
    const total = parameters.reduce((sum, { data }) => sum + data.length, 0);
    const others = total < worthThreads ? 0 : Math.min(threads, mostThreads) - 1;
    this.#threads = Array.from({ length: others }, () => new OptimizerThread(this.#moments));
  }

  /** Steps made. */
  get steps(): number {
    return this.#steps;
  }

  /** By parameter name; they change with every step. */
  get moments(): ReadonlyMap<string, Moments> {
    return new Map(
      this.#parameters.flatMap(({ name }, index) => {
        const moments = this.#moments[index];
        return moments === undefined ? [] : [[name, moments] as const];
      }),
    );
  }

  /** Goes on from earlier steps, whose moments were put into `moments`. */
  resume(steps: number): void {
    this.#steps = steps;
  }

  /**
   * Takes the gradients of a step, by parameter name. Those that are in memory of their own may be empty afterwards, as other
   * threads have them; those in shared memory stay as they are.
   * @throws RangeError for a gradient of another size than its parameter
   */
  async take(gradients: ReadonlyMap<string, Float32Array>): Promise<TakenGradients> {
    const given = this.#numbered(gradients);
    const { own, others } = this.#share(given);
    const sums = new Map<number, number>();
    const asked = this.#threads.map(async (thread, index) => {
      const numbers = others[index] ?? [];
      const theirs = await thread.take(numbers.flatMap((number) => handedOver(number, given.get(number))));
      numbers.forEach((number, at) => sums.set(number, theirs[at] ?? NaN));
    });
    const here = new Map(
      own.flatMap((number) => {
        const gradient = given.get(number);
        return gradient === undefined ? [] : [[number, gradient] as const];
      }),
    );
    for (const [number, gradient] of here) sums.set(number, sumOfSquares(gradient));
    await Promise.all(asked);
    // In the order of the parameters, so that the sum is the same whoever made its parts.
    const sum = [...given.keys()].reduce((total, number) => total + (sums.get(number) ?? NaN), 0);
    return { norm: Math.sqrt(sum), own: here };
  }

  /** Changes the weights of all parameters that have a gradient. */
  async step({ own }: TakenGradients, { learningRate, gradientScale }: AdamWStep): Promise<void> {
    this.#steps++;
    const { adam_beta1: beta1, adam_beta2: beta2, adam_epsilon: epsilon } = this.#settings;
    const factors: Factors = {
      ...{ gradientScale, beta1, beta2, epsilon },
      stepSize: learningRate / (1 - beta1 ** this.#steps),
      rootScale: 1 / Math.sqrt(1 - beta2 ** this.#steps),
    };
    const asked = this.#threads.map((thread) => thread.update(factors));
    for (const [number, gradient] of own) this.#update(number, gradient, factors, learningRate);
    for (const updates of await Promise.all(asked)) {
      for (const [number, update] of updates) this.#apply(number, update, 0, update.length, learningRate);
    }
  }

  /** Ends the threads. */
  async dispose(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.end()));
  }

  #numbered(gradients: ReadonlyMap<string, Float32Array>): ReadonlyMap<number, Float32Array> {
    return new Map(
      this.#parameters.flatMap(({ name, data }, number) => {
        const gradient = gradients.get(name);
        if (gradient === undefined) return [];
        if (gradient.length !== data.length) throw new RangeError(`The gradient of ${name} has another size`);
        return [[number, gradient] as const];
      }),
    );
  }

  /** What another has as well, or several parameters share, is not handed over. */
  #share(given: ReadonlyMap<number, Float32Array>): Shares {
    const numbers = [...given.keys()];
    const buffers = [...given.values()].map(({ buffer }) => buffer);
    const sizes = [...given.values()].map(({ length, buffer }) => ({
      size: length,
      stays: !(buffer instanceof ArrayBuffer) || buffers.indexOf(buffer) !== buffers.lastIndexOf(buffer),
    }));
    const { own, others } = shareOut(sizes, this.#threads.length + 1);
    const numbersOf = (indices: readonly number[]): number[] => indices.flatMap((index) => numbers[index] ?? []);
    return { own: numbersOf(own), others: others.map(numbersOf) };
  }

  #update(number: number, gradient: Float32Array, factors: Factors, learningRate: number): void {
    const moments = this.#moments[number];
    if (moments === undefined) return;
    for (let from = 0; from < gradient.length; from += pieceLength) {
      const to = Math.min(gradient.length, from + pieceLength);
      makeUpdates(gradient, moments, factors, [from, to], this.#piece);
      this.#apply(number, this.#piece, from, to, learningRate);
    }
  }

  #apply(number: number, updates: Float32Array, from: number, to: number, learningRate: number): void {
    const parameter = this.#parameters[number];
    if (parameter === undefined) return;
    const keep = parameter.decay ? 1 - learningRate * this.#settings.weight_decay : 1;
    applyUpdates(parameter.data, updates, from, to, keep);
  }
}

function handedOver(number: number, gradient: Float32Array | undefined): NumberedGradient[] {
  return gradient?.buffer instanceof ArrayBuffer ? [[number, gradient as Float32Array<ArrayBuffer>]] : [];
}

/** In shared memory, as other threads change them too. */
function zeros(length: number): Moments {
  const make = (): Float32Array => new Float32Array(new SharedArrayBuffer(length * Float32Array.BYTES_PER_ELEMENT));
  return { average: make(), averageOfSquares: make() };
}
