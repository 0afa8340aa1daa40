import { t } from '@vscode/l10n';
import * as v from 'valibot';
import type { SettingKind } from './setting-kind';

const wordKind: SettingKind = { kind: 'text' };

/** A value as it stands in its field: `2e-5`, `0.01`, `{"power":2}`, of modules `q, v`; empty where there is none. */
export function textOf(value: unknown, { kind } = wordKind): string {
  if (value === undefined || value === null) return '';
  if (kind === 'modules' && Array.isArray(value)) return value.join(', ');
  if (typeof value === 'number') return numberText(value);
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function numberText(value: number): string {
  const small = value !== 0 && Math.abs(value) < 1e-3;
  return small ? value.toExponential() : String(value);
}

export type ReadSetting =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly reason: string };

/**
 * What was typed into a field as a value; an empty field is null, the default.
 * @param example of a value that is JSON; null for other kinds
 */
export function readSetting(text: string, { kind }: SettingKind, example: string | null = null): ReadSetting {
  const bare = text.trim();
  if (bare === '') return { ok: true, value: null };
  if (kind === 'number') {
    const value = Number(bare.replace('\u2212', '-').replaceAll(',', ''));
    return Number.isFinite(value) ? { ok: true, value } : { ok: false, reason: t('"{0}" is no number.', bare) };
  }
  if (kind === 'modules') return { ok: true, value: modulesIn(bare) };
  if (kind !== 'json') return { ok: true, value: text };
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson()), bare);
  // A word without quotes is meant as it stands: `balanced`.
  if (!parsed.success && /^\w+$/.test(bare)) return { ok: true, value: bare };
  if (!parsed.success) return { ok: false, reason: t('This is not valid JSON. An example: {0}', example ?? '[]') };
  return { ok: true, value: parsed.output };
}

/** Names, parted by commas or spaces, or a list of JSON; `all-linear` and regular expressions are one text. */
function modulesIn(text: string): string | string[] {
  const list = v.safeParse(v.pipe(v.string(), v.parseJson(), v.array(v.string())), text);
  if (list.success) return list.output;
  const names = text.split(/[\s,]+/).filter((name) => name !== '');
  return names.every((name) => /^[\w.]+$/.test(name)) ? names : text;
}
