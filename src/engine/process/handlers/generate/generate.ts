import type {
  GeneratedToken,
  GenerationPrompt,
  GenerationProgress,
  GenerationResult,
} from '../../../../common/contracts/generation/engine-requests';
import type { GeneratedSequence, GenerationSettings } from '../../../../common/contracts/generation';
import type { RequestContext } from '../../../../common/rpc/contract';
import { generate } from '../../../generate/generate';
import type { LanguageModel } from '../../../generate/model/language-model';
import { stopFinder } from '../../../generate/loop/stop-strings';
import type { GenerationRequest, ToldStep } from '../../../generate/loop/request';
import type { ResolvedSettings } from '../../../generate/settings/resolve-settings';
import { GeneratedTexts } from '../../../generate/text/generated-texts';
import type { Engine } from '../../engine';
import { CostMeter } from './cost';
import { placeOf, settingsFor, type Place } from './prepare';
import { ProgressTeller } from './progress';

export interface GenerateParams {
  readonly prompt: GenerationPrompt;
  readonly settings: GenerationSettings;
  readonly seed: number;
}

type Context = RequestContext<GenerationProgress>;

/**
 * Goes on with a prompt and keeps what its steps were chosen from.
 * @throws LensError `cancelled` between two tokens, or why it cannot
 */
export async function generateText(
  engine: Engine,
  params: GenerateParams,
  { signal, progress }: Context,
): Promise<GenerationResult> {
  const start = performance.now();
  const settings = await settingsFor(engine, params.settings);
  const place = await placeOf(engine, params.prompt);
  const teller = new ProgressTeller(progress);
  teller.prompt(place.prompt.pieces);
  const readMs = performance.now() - start;
  const work = async (model: LanguageModel): Promise<GenerationResult> => {
    const run = new Run(engine, place, settings, teller, new CostMeter(model, readMs));
    const sequences = await generate(model, run.request(params.seed, signal)).finally(() => run.flush());
    return run.result(sequences);
  };
  return engine.generations.inOrder(() =>
    engine.turns.inOrder(() => {
      signal.throwIfAborted();
      return engine.withLanguage(work, () => teller.message('Loading the model'));
    }),
  );
}

/** A text that is being generated. */
class Run {
  readonly #texts: GeneratedTexts;
  readonly #generation: number;
  #steps = 0;

  constructor(
    private readonly engine: Engine,
    private readonly place: Place,
    private readonly settings: ResolvedSettings,
    private readonly teller: ProgressTeller,
    private readonly meter: CostMeter,
  ) {
    this.#texts = new GeneratedTexts(place.tokenizer, place.growth, settings.num_return_sequences);
    this.#generation = engine.keptLogits.begin(place.prefix.length);
  }

  request(seed: number, signal: Context['signal']): GenerationRequest {
    const { place, settings } = this;
    return {
      ...{ prompts: [place.prompt.ids], prefix: place.prefix, settings, seed, top: 0, signal },
      stops: stopFinder(settings.stop_strings, (ids) => place.tokenizer.decode(ids, false)),
      pause: () => this.engine.turns.giveWay(),
      onReading: (reading) => this.meter.read(reading),
      onStep: (told) => this.#told(told),
      onBeams: (token, most) => {
        if (token > place.prefix.length + 1) this.meter.step(settings.num_return_sequences);
        this.teller.now(`${token} of at most ${most} tokens`, this.meter.cost());
      },
    };
  }

  /** Tells what was not told yet. */
  flush(): void {
    this.teller.flush(this.meter.cost());
  }

  async result(sequences: readonly GeneratedSequence[]): Promise<GenerationResult> {
    const tokens = await this.#tokensOf(sequences);
    return {
      generation: this.#generation,
      prompt: [...this.place.prompt.pieces],
      sequences: sequences.map(({ end, score }, index) => ({ tokens: tokens[index] ?? [], end, score })),
      cost: this.meter.cost(),
    };
  }

  async #told(told: readonly ToldStep[]): Promise<void> {
    this.meter.step(told.length);
    const tokens = await Promise.all(told.map(({ sequence, step }) => this.#texts.add(sequence, step)));
    told.forEach(({ sequence, logits }, row) => {
      this.engine.keptLogits.add({ generation: this.#generation, sequence, step: this.#steps }, logits);
      const token = tokens[row];
      if (token !== undefined) this.teller.add(sequence, token);
    });
    this.engine.keptLogits.shrink();
    this.#steps += 1;
    this.teller.step(this.meter.cost());
  }

  /** Of beams nothing is known before they are done. */
  async #tokensOf(sequences: readonly GeneratedSequence[]): Promise<GeneratedToken[][]> {
    if (this.settings.num_beams > 1) {
      for (const [index, { steps }] of sequences.entries())
        for (const step of steps) await this.#texts.add(index, step);
    }
    return this.#texts.finished();
  }
}
