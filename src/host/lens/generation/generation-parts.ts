import * as v from 'valibot';
import type { GenerationDefaults } from '../../../common/contracts/generation/engine-requests';
import { generationSettingsSchema } from '../../../common/contracts/generation/settings';
import type { Branch, GenerationView } from '../../../common/contracts/generation/view';
import type { ErrorData } from '../../../common/errors/lens-error';
import type { ChosenModel } from '../../models/chosen-model';
import type { GenerationChoice } from './kept-generation';
import { promptView, type Prompt } from './prompt';

/** What is known of going on with texts; what the view draws is derived from it by {@link composeGeneration}. */
export interface GenerationParts {
  readonly choice: GenerationChoice;
  /** The model in use as it was asked last; null until it was. */
  readonly model: ChosenModel | null;
  readonly defaults: GenerationDefaults;
  readonly prompt: Prompt | null;
  readonly branches: readonly Branch[];
}

/** What is said of a model that was not asked yet, or that cannot be: why. */
export function unknownDefaults(refusal: ErrorData | null): GenerationDefaults {
  const settings = v.parse(generationSettingsSchema, {});
  return { refusal, settings, ignored: [], hasChatTemplate: false, room: null };
}

/** Everything that the Generate tab draws. `texts`: the rows that the Lens shows. */
export function composeGeneration(parts: GenerationParts, texts: readonly string[]): GenerationView {
  const { choice, model, defaults, prompt, branches } = parts;
  const { settings, ...known } = defaults;
  return {
    ...choice,
    ...known,
    defaults: settings,
    prompt: prompt && promptView(prompt, { model, texts }),
    branches: [...branches],
  };
}
