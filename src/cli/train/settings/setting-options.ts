import * as v from 'valibot';
import { runFileSchema, type RunFile } from '../../../common/contracts/training/run-file';
import { settingWords } from '../../../common/training/setting-words';
import { LensError } from '../../../common/errors/lens-error';
import type { Options, OptionSpecs } from '../../arguments/options';

export type SettingKey = keyof RunFile;
export const settingKeys = Object.keys(runFileSchema.entries) as SettingKey[];

type Kind = 'switch' | 'number' | 'text' | 'json';

/** How the value of a key is written behind an option. */
export function kindOf(key: SettingKey): Kind {
  const entry = runFileSchema.entries[key];
  const inner = 'wrapped' in entry ? entry.wrapped : entry;
  switch (inner.type) {
    case 'boolean':
      return 'switch';
    case 'number':
      return 'number';
    case 'string':
    case 'picklist':
      return 'text';
    default:
      return 'json';
  }
}

const placeholders: Readonly<Record<Kind, string>> = { switch: 'true|false', number: 'N', text: 'VALUE', json: 'JSON' };

/** The form's own words: one line for each key. */
const words = settingWords();

/** An option for each key of a run file, by the key's name. */
export const settingOptions: OptionSpecs = Object.fromEntries(
  settingKeys.map((key) => {
    const kind = kindOf(key);
    return [key, { value: placeholders[kind], help: helpOf(key), ...(kind === 'switch' ? { bare: 'true' } : {}) }];
  }),
);

function helpOf(key: SettingKey): string {
  const entry = runFileSchema.entries[key];
  const inner = 'wrapped' in entry ? entry.wrapped : entry;
  const choices = inner.type === 'picklist' ? [`One of ${inner.options.join(', ')}.`] : [];
  const start = 'default' in entry ? JSON.stringify(v.getDefault(entry)) : undefined;
  const sentence = words[key].charAt(0).toUpperCase() + words[key].slice(1);
  return [`${sentence}.`, ...choices, ...(start === undefined ? [] : [`Else ${start}.`])].join(' ');
}

/** The settings that options give, not yet checked against the schema. @throws LensError `usage` */
export function settingsFrom(options: Options): Record<string, unknown> {
  const given = settingKeys.flatMap((key): [string, unknown][] => {
    const text = options.text(key);
    return text === null ? [] : [[key, parseValue(key, text)]];
  });
  return Object.fromEntries(given);
}

function parseValue(key: SettingKey, text: string): unknown {
  switch (kindOf(key)) {
    case 'text':
      return text;
    case 'number': {
      const value = text.trim() === '' ? NaN : Number(text);
      if (Number.isFinite(value)) return value;
      throw new LensError('usage', `--${key} takes a number, not "${text}".`);
    }
    case 'switch': {
      const value = text.toLowerCase();
      if (value === 'true' || value === 'false') return value === 'true';
      throw new LensError('usage', `--${key} takes true or false, not "${text}".`);
    }
    case 'json':
      return parseJsonValue(key, text);
  }
}

/** A list of words may be written with commas, and a word as it is. */
function parseJsonValue(key: SettingKey, text: string): unknown {
  if (/^\s*[[{]/.test(text)) {
    try {
      return JSON.parse(text) as unknown;
    } catch (cause) {
      throw new LensError('usage', `--${key} is not valid JSON: ${text}`, undefined, { cause });
    }
  }
  return key === 'labels' ? text.split(',').map((label) => label.trim()) : text;
}
