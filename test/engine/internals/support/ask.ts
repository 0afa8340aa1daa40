import type { Matrix } from '../../../../src/common/contracts/internals/attention';
import type { EngineContract } from '../../../../src/common/contracts/engine';
import type { RunInput } from '../../../../src/common/contracts/run';
import { defaultEncodeOptions, type EncodeOptions, type Run } from '../../../../src/common/contracts/run';
import { neverCancelled, type CancellationSignal } from '../../../../src/common/rpc/cancellation';
import type { ParamsOf, ProgressOf, RequestName, ResultOf } from '../../../../src/common/rpc/contract';
import type { InternalsLimits } from '../../../../src/engine/internals/store/limits';
import { Engine } from '../../../../src/engine/process/engine';
import { engineHandlers } from '../../../../src/engine/process/handlers/handlers';
import { modelFixture } from '../../support/fixtures';

/** Every layer is kept. */
export const roomy: InternalsLimits = { keptBytes: 1e9, hiddenBytes: 1e9, layerBytes: 1e9, batchBytes: 1e9 };
/** Hidden states are kept, attention is computed one layer at a time. */
export const tight: InternalsLimits = { ...roomy, keptBytes: 0 };

/** An engine in this process, asked as its peer would ask it. */
export class Asked {
  readonly #handlers;

  private constructor(engine: Engine) {
    this.#handlers = engineHandlers(engine).requests;
  }

  static async open(model: string, limits: InternalsLimits = roomy, weights: string | null = null): Promise<Asked> {
    const asked = new Asked(new Engine(limits));
    const folder = model.includes('/') ? model : modelFixture(model);
    await asked.ask('open', { folder, weights, device: 'cpu', threads: 1 });
    return asked;
  }

  async ask<Name extends RequestName<EngineContract>>(
    name: Name,
    params: ParamsOf<EngineContract, Name>,
    signal: CancellationSignal = neverCancelled,
    progress: (value: ProgressOf<EngineContract, Name>) => void = () => undefined,
  ): Promise<ResultOf<EngineContract, Name>> {
    const handler = this.#handlers[name] as (
      params: unknown,
      context: { signal: CancellationSignal; progress: typeof progress },
    ) => unknown;
    return (await handler(params, { signal, progress })) as ResultOf<EngineContract, Name>;
  }

  run(inputs: readonly RunInput[], internals: boolean, options: Partial<EncodeOptions> = {}): Promise<Run> {
    return this.ask('run', {
      inputs: [...inputs],
      options: { ...defaultEncodeOptions, ...options },
      predict: true,
      internals,
    });
  }
}

export const asTokens = { mergeWords: false, leaveOutSpecial: false };

export const text = 'The café sold 3 cups of wonderful soup, and profits rose.';

/** A head of a model with one stack. */
export function head(layer: number | null, which: number | null): Matrix {
  return { kind: 'self', of: 'weights', layer, head: which };
}

/** A batch of a short text and {@link text}: `first` is the padded row, `of` the other. */
export async function read(model: string, limits = roomy, options: Partial<EncodeOptions> = {}) {
  const asked = await Asked.open(model, limits);
  const run = await asked.run(
    [
      { text: 'It rained.', pair: null },
      { text, pair: null },
    ],
    true,
    options,
  );
  return { asked, run, of: { runId: run.runId, row: 1 }, first: { runId: run.runId, row: 0 } };
}

export const sum = (values: Iterable<number>): number => [...values].reduce((a, b) => a + b, 0);

export const asWords = { mergeWords: true, leaveOutSpecial: true };
