import type { DataGuess } from '../../../common/contracts/training/data-view';
import { formDefaults, loraDefaults } from './course-defaults';

type Settings = Readonly<Record<string, unknown>>;

/**
 * What holds where a person has chosen nothing: the defaults, and what was guessed from the data. A validation file takes
 * the place of a split, where no best model is kept, nothing stops early, and LoRA has defaults of its own.
 */
export function defaultsFor(settings: Settings, guess: DataGuess | null, more: Settings): Record<string, unknown> {
  const guessed = Object.entries(guess ?? {}).filter(([, value]) => value !== null);
  const ofLora = settings['lora'] === undefined ? {} : loraDefaults;
  const defaults: Record<string, unknown> = {
    ...formDefaults(),
    ...ofLora,
    ...more,
    ...Object.fromEntries(guessed),
  };
  if (typeof settings['validation_file'] === 'string') delete defaults['validation_size'];
  if (settings['load_best_model_at_end'] === false) delete defaults['early_stopping_patience'];
  return defaults;
}

/** Every setting of a run: the chosen ones over the defaults. */
export function completed(settings: Settings, defaults: Settings): Record<string, unknown> {
  return { ...defaults, ...settings };
}

/** Settings after a change; null takes one back to its default. */
export function changed(settings: Settings, changes: Settings): Record<string, unknown> {
  return Object.fromEntries(Object.entries({ ...settings, ...changes }).filter(([, value]) => value !== null));
}
