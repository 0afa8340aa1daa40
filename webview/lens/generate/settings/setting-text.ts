import { t } from '@vscode/l10n';
import * as v from 'valibot';
import {
  generationSettingsSchema,
  type GenerationSettings,
} from '../../../../src/common/contracts/generation/settings';
import type { Setting } from './setting-list';

export type SettingValue = GenerationSettings[keyof GenerationSettings];
export type ReadSetting =
  { readonly ok: true; readonly value: SettingValue } | { readonly ok: false; readonly reason: string };

/** A value as it stands in its field; empty for one with which the setting does nothing. */
export function fieldText(setting: Setting, value: SettingValue): string {
  if (value === null || value === setting.off) return '';
  if (Array.isArray(value)) return value.join(', ');
  return String(value).replace(/^-/, '\u2212');
}

/**
 * What was typed into a field; an empty field is null, for what the model's files or transformers say. Every value is
 * checked as the engine will check it, so that nothing is sent that it would refuse.
 */
export function readSetting({ key, kind, takes, positive }: Setting, text: string): ReadSetting {
  const bare = text.trim();
  if (bare === '') return { ok: true, value: null };
  const number = Number(bare.replace('\u2212', '-'));
  const given = kind === 'number' ? number : bare;
  const parsed = v.safeParse(generationSettingsSchema.entries[key], given);
  if (parsed.success && !(positive && number === 0)) return { ok: true, value: parsed.output };
  return { ok: false, reason: t('{0} takes {1}, not {2}.', key, takes, bare) };
}

/** A seed: a whole number, or nothing for another one each time. */
export function readSeed(text: string): { ok: true; value: number | null } | { ok: false; reason: string } {
  const bare = text.trim();
  if (bare === '') return { ok: true, value: null };
  const value = Number(bare);
  if (Number.isSafeInteger(value) && value >= 0) return { ok: true, value };
  return { ok: false, reason: t('{0} takes {1}, not {2}.', 'seed', t('a whole number from 0'), bare) };
}
