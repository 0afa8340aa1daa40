import type {
  Alternative,
  GenerationPrompt,
  StepDetail,
} from '../../../../common/contracts/generation/engine-requests';
import type { GenerationSettings } from '../../../../common/contracts/generation';
import type { CancellationSignal } from '../../../../common/rpc/cancellation';
import { roomOf } from '../../../generate/model/room';
import { newTokensFor } from '../../../generate/settings/new-tokens';
import type { KeptStep } from '../../../generate/steps/kept-logits';
import { stepNumbers } from '../../../generate/steps/step-detail';
import { pieceOf } from '../../../generate/text/pieces';
import type { Engine } from '../../engine';
import { placeOf, settingsFor, type Place } from './prepare';

export interface StepParams {
  readonly prompt: GenerationPrompt;
  readonly settings: GenerationSettings;
  readonly chosen: number;
  readonly at: KeptStep | null;
  readonly top: number;
}

/** What a step was chosen from. @throws LensError why it cannot be said */
export async function stepDetail(engine: Engine, params: StepParams, signal: CancellationSignal): Promise<StepDetail> {
  const settings = await settingsFor(engine, params.settings);
  const place = await placeOf(engine, params.prompt);
  const { beginning, prefix, checkpoint } = place;
  const maxNewTokens = newTokensFor(settings, beginning.length, roomOf(checkpoint.facts));
  const context = { ids: [...beginning, ...prefix], promptLength: beginning.length, maxNewTokens };
  const kept = params.at === null ? null : engine.keptLogits.get(params.at, prefix.length);
  const logits = kept ?? (await readAgain(engine, place, signal));
  const { alternatives, ...numbers } = stepNumbers(logits, settings, context, params);
  return { ...numbers, alternatives: await named(alternatives, place) };
}

async function readAgain(engine: Engine, { prompt, prefix }: Place, signal: CancellationSignal): Promise<Float32Array> {
  return engine.turns.inOrder(async () => {
    signal.throwIfAborted();
    return engine.withLanguage(async (model) => (await model.read([prompt.ids], prefix)).logits);
  });
}

type Numbers = ReturnType<typeof stepNumbers>['alternatives'];

async function named(alternatives: Numbers, { tokenizer, growth }: Place): Promise<Alternative[]> {
  return Promise.all(
    alternatives.map(async (numbers) => {
      const text = tokenizer.isSpecial(numbers.id) ? '' : await growth.copy().push(numbers.id);
      return { ...pieceOf(numbers.id, text, tokenizer), ...numbers };
    }),
  );
}
