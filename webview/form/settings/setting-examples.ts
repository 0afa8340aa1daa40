import type { SettingKey } from '../../../src/common/contracts/training/form-view';

/** What may be typed where a value is a list or has parts, as it is typed. */
const examples: Partial<Readonly<Record<SettingKey, string>>> = {
  labels: '["negative", "positive"]',
  class_weights: 'balanced',
  lr_scheduler_kwargs: '{"num_cycles": 2}',
};

/** An example of a setting's value; null where its kind says enough. */
export function exampleOf(key: SettingKey): string | null {
  return examples[key] ?? null;
}
