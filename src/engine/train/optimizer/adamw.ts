import type { RunFile } from '../../../common/contracts/training/run-file';
import type { TrainableParameter } from '../trainable-model';

/** The settings of AdamW, by their names in a run file. */
export type AdamWSettings = Pick<RunFile, 'adam_beta1' | 'adam_beta2' | 'adam_epsilon' | 'weight_decay'>;

/** What AdamW remembers of a parameter: running means of its gradient and of the gradient's square. */
export interface Moments {
  readonly average: Float32Array<ArrayBuffer>;
  readonly averageOfSquares: Float32Array<ArrayBuffer>;
}

export interface AdamWStep {
  readonly learningRate: number;
  /** Every gradient is multiplied by this first, as clipping asks. */
  readonly gradientScale: number;
}

/**
 * AdamW as `torch.optim.AdamW` computes it (Loshchilov and Hutter, "Decoupled Weight Decay Regularization", algorithm 2):
 * the decay is scaled by the learning rate and leaves the moments alone. Moments and weights are float32, the arithmetic
 * between them is double precision, which is as fast in JavaScript.
 */
export class AdamW {
  readonly #parameters: readonly TrainableParameter[];
  readonly #settings: AdamWSettings;
  readonly #moments = new Map<string, Moments>();
  #steps = 0;

  constructor(parameters: readonly TrainableParameter[], settings: AdamWSettings) {
    this.#parameters = parameters;
    this.#settings = settings;
    for (const { name, data } of parameters) this.#moments.set(name, zeros(data.length));
  }

  /** Steps made. */
  get steps(): number {
    return this.#steps;
  }

  /** By parameter name; they change with every step. */
  get moments(): ReadonlyMap<string, Moments> {
    return this.#moments;
  }

  /** Goes on from earlier steps, whose moments were put into `moments`. */
  resume(steps: number): void {
    this.#steps = steps;
  }

  /** Changes the weights of all parameters that have a gradient. */
  step(gradients: ReadonlyMap<string, Float32Array>, { learningRate, gradientScale }: AdamWStep): void {
    this.#steps++;
    const { adam_beta1, adam_beta2, adam_epsilon, weight_decay } = this.#settings;
    const stepSize = learningRate / (1 - adam_beta1 ** this.#steps);
    const rootScale = 1 / Math.sqrt(1 - adam_beta2 ** this.#steps);
    for (const { name, data, decay } of this.#parameters) {
      const gradient = gradients.get(name);
      const moments = this.#moments.get(name);
      if (gradient === undefined || moments === undefined) continue;
      const keep = decay ? 1 - learningRate * weight_decay : 1;
      update(data, gradient, moments, {
        gradientScale,
        beta1: adam_beta1,
        beta2: adam_beta2,
        epsilon: adam_epsilon,
        keep,
        stepSize,
        rootScale,
      });
    }
  }
}

function zeros(length: number): Moments {
  return { average: new Float32Array(length), averageOfSquares: new Float32Array(length) };
}

interface Factors {
  readonly gradientScale: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  /** What is left of a weight after the decay. */
  readonly keep: number;
  /** Learning rate over the bias correction of the average. */
  readonly stepSize: number;
  /** 1 over the root of the bias correction of the squares. */
  readonly rootScale: number;
}

/** The one loop in which an optimizer step spends its time. */
function update(weights: Float32Array, gradient: Float32Array, moments: Moments, factors: Factors): void {
  const { average, averageOfSquares } = moments;
  const { gradientScale, beta2, epsilon, keep, stepSize, rootScale } = factors;
  const toAverage = 1 - factors.beta1;
  const toSquares = 1 - beta2;
  const length = weights.length;
  if (![gradient, average, averageOfSquares].every((each) => each.length === length)) {
    throw new RangeError('A gradient has another size than its parameter');
  }
  for (let i = 0; i < length; i++) {
    /* eslint-disable @typescript-eslint/no-non-null-assertion -- lengths were checked; a test in this loop costs a fifth */
    const g = gradient[i]! * gradientScale;
    const before = average[i]!;
    const m = before + (g - before) * toAverage;
    const v = averageOfSquares[i]! * beta2 + toSquares * g * g;
    average[i] = m;
    averageOfSquares[i] = v;
    weights[i] = weights[i]! * keep - (stepSize * m) / (Math.sqrt(v) * rootScale + epsilon);
    /* eslint-enable @typescript-eslint/no-non-null-assertion */
  }
}
