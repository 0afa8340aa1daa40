import { t } from '@vscode/l10n';
import type { SearchQuery } from '../../../src/common/contracts/hub/repo';

/** What a search can be narrowed by, beside its task. */
export const filterNames = ['author', 'library', 'license'] as const;
export type FilterName = (typeof filterNames)[number];

export interface Filter {
  readonly name: FilterName;
  readonly label: string;
  readonly placeholder: string;
  /** The Hub's commonest values; others can be typed. */
  readonly suggestions: readonly string[];
}

export function filters(): Filter[] {
  return [
    { name: 'author', label: t('Author'), placeholder: t('person or organisation'), suggestions: [] },
    {
      name: 'library',
      label: t('Library'),
      placeholder: 'transformers',
      suggestions: ['transformers', 'onnx', 'safetensors', 'sentence-transformers', 'transformers.js', 'gguf', 'peft'],
    },
    {
      name: 'license',
      label: t('Licence'),
      placeholder: 'apache-2.0',
      suggestions: [
        'apache-2.0',
        'mit',
        'cc-by-4.0',
        'cc-by-nc-4.0',
        'cc-by-sa-4.0',
        'openrail',
        'bsd-3-clause',
        'other',
      ],
    },
  ];
}

/** The filters that are set, with their values. */
export function filtersSet(query: SearchQuery): (Filter & { readonly value: string })[] {
  return filters().flatMap((filter) => {
    const value = query[filter.name];
    return value === null ? [] : [{ ...filter, value }];
  });
}

/** What is typed into a filter's field as the query has it: without white space around it, null for nothing. */
export function filterValue(text: string): string | null {
  const value = text.trim();
  return value === '' ? null : value;
}

/** The query's filters taken away. */
export const noFilters = { author: null, library: null, license: null } satisfies Partial<SearchQuery>;
