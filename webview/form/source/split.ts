import { t } from '@vscode/l10n';
import { formatCount } from '../../shared/format/numbers';
import { textOf } from '../settings/setting-text';
import type { FormStore, Settings } from '../store/form-store';
import type { SourceChoice } from './source-row';

/** Shares that are offered for evaluation. */
const shares = [0.1, 0.2, 0.3];

/** How rows are kept for evaluation, as a value of the select: a share, `rows`, `file` or `no`. */
export function splitOf(store: FormStore): string {
  if (store.settingOf('validation_file') !== undefined) return 'file';
  if (store.settingOf('eval_strategy') === 'no') return 'no';
  const size = store.settingOf('validation_size');
  return size === undefined ? 'no' : textOf(size);
}

/** The ways that are offered; the one that holds is among them. */
export function splitChoices(store: FormStore): SourceChoice[] {
  const now = splitOf(store);
  const seed = textOf(store.settingOf('seed'));
  const size = Number(now);
  const offered = now !== '' && Number.isFinite(size) && !shares.includes(size) ? [size, ...shares] : shares;
  const file = store.settingOf('validation_file');
  return [
    ...offered.map((share) => ({ value: String(share), label: splitWords(share, seed) })),
    { value: 'file', label: typeof file === 'string' ? t('file {0}', baseName(file)) : t('From a File…'), asks: true },
    { value: 'no', label: t('No Evaluation') },
  ];
}

/** What changes with a choice; null where the host has to ask for a file first. */
export function splitSettings(choice: string): Settings | null {
  if (choice === 'file') return null;
  if (choice === 'no') return { eval_strategy: 'no', validation_file: null, load_best_model_at_end: false };
  const measured = { eval_strategy: null, load_best_model_at_end: null };
  return { ...measured, validation_file: null, validation_size: Number(choice) };
}

function splitWords(size: number, seed: string): string {
  if (size >= 1) return t('{0} rows, seed {1}', formatCount(size), seed);
  const kept = Math.round(size * 100);
  return t('{0} / {1}, seed {2}', 100 - kept, kept, seed);
}

/** The last part of a path, whichever way it is written. */
export function baseName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}
