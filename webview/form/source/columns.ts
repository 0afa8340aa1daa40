import { t } from '@vscode/l10n';
import type { DataPreview } from '../../../src/common/contracts/training/data-view';
import type { SettingKey } from '../../../src/common/contracts/training/form-view';

export type ColumnKey = Extract<
  SettingKey,
  'text_column' | 'text_pair_column' | 'label_column' | 'target_column' | 'tokens_column'
>;

/** The columns that a task needs, and those that it may have. */
export function columnsOf(task: unknown): { readonly needed: ColumnKey[]; readonly optional: ColumnKey[] } {
  switch (task) {
    case 'token-classification':
      return { needed: ['tokens_column', 'label_column'], optional: [] };
    case 'text-generation':
    case 'fill-mask':
      return { needed: ['text_column'], optional: [] };
    case 'text2text-generation':
      return { needed: ['text_column', 'target_column'], optional: [] };
    default:
      return { needed: ['text_column', 'label_column'], optional: ['text_pair_column'] };
  }
}

/** What a column is for, as people say it. */
export function columnName(key: ColumnKey): string {
  const names: Record<ColumnKey, string> = {
    text_column: t('text'),
    text_pair_column: t('second text'),
    label_column: t('label'),
    target_column: t('target'),
    tokens_column: t('words'),
  };
  return names[key];
}

/** What is in a column, beside its name. */
export function columnDetail({ kind, distinct }: DataPreview['columns'][number]): string {
  const kinds: Record<typeof kind, string> = {
    text: t('text'),
    label: t('labels'),
    integer: t('whole numbers'),
    number: t('numbers'),
    boolean: t('true or false'),
    list: t('lists'),
    empty: t('empty'),
    other: t('mixed'),
  };
  return distinct === null || kind === 'text' ? kinds[kind] : t('{0}, {1} different', kinds[kind], distinct);
}
