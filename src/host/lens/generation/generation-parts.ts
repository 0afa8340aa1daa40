import * as v from 'valibot';
import type { GenerationDefaults } from '../../../common/contracts/generation/engine-requests';
import { generationSettingsSchema } from '../../../common/contracts/generation/settings';
import type { GenerationView } from '../../../common/contracts/generation/view';
import type { ErrorData } from '../../../common/errors/lens-error';
import type { ChosenModel } from '../../models/chosen-model';
import type { GeneratedTree } from './generated-tree';
import type { GenerationChoice } from './kept-generation';
import { promptView } from './prompt';

/** What is known beside the texts themselves. */
export interface GenerationParts {
  readonly choice: GenerationChoice;
  /** The model in use as it was asked last; null until it was. */
  readonly model: ChosenModel | null;
  readonly defaults: GenerationDefaults;
}

/** What is said of a model that was not asked yet, or that cannot be: why. */
export function unknownDefaults(refusal: ErrorData | null): GenerationDefaults {
  const settings = v.parse(generationSettingsSchema, {});
  return { refusal, settings, ignored: [], hasChatTemplate: false, room: null };
}

/** Everything that the Generate tab draws. `texts`: the rows that the Lens shows. */
export function composeGeneration(
  { choice, model, defaults }: GenerationParts,
  { prompt, branches }: Pick<GeneratedTree, 'prompt' | 'branches'>,
  texts: readonly string[],
): GenerationView {
  const { settings, ...known } = defaults;
  return {
    ...choice,
    ...known,
    defaults: settings,
    prompt: prompt && promptView(prompt, { model, texts }),
    branches: [...branches],
  };
}
