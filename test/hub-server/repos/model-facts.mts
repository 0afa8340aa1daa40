import { createHash } from 'node:crypto';

/** What the Hub says of a model beside its files. */
export interface ModelFacts {
  readonly id: string;
  /** `pipeline_tag` */
  readonly task: string | null;
  readonly library: string | null;
  readonly license: string | null;
  readonly languages: readonly string[];
  /** Tags beside those that follow from the other facts. */
  readonly extraTags: readonly string[];
  readonly downloads: number;
  readonly likes: number;
  readonly trendingScore: number;
  /** Null where there are no safetensors to count them from. */
  readonly parameters: number | null;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly lastModified: string;
  readonly gated: false | 'auto' | 'manual';
  readonly private: boolean;
  readonly disabled: boolean;
  /** Whether large files are told to be in the storage called Xet, from which newer clients get them in chunks. */
  readonly xet: boolean;
}

/** Facts that nobody has said anything about. */
export const quietFacts: Omit<ModelFacts, 'id'> = {
  task: null,
  library: 'transformers',
  license: null,
  languages: [],
  extraTags: [],
  downloads: 0,
  likes: 0,
  trendingScore: 0,
  parameters: null,
  createdAt: '2024-01-15T09:30:00.000Z',
  lastModified: '2025-06-01T12:00:00.000Z',
  gated: false,
  private: false,
  disabled: false,
  xet: false,
};

/** All facts of a model, from those that are known. */
export function modelFacts(known: Partial<ModelFacts> & { readonly id: string }): ModelFacts {
  const given = Object.fromEntries(Object.entries(known).filter(([name]) => name in quietFacts)) as Partial<ModelFacts>;
  return { ...quietFacts, ...given, id: known.id };
}

/** The person or organisation; null for the few models of the Hub without one. */
export function authorOf(id: string): string | null {
  return id.includes('/') ? (id.split('/')[0] ?? null) : null;
}

/** All tags: library, task, languages and licence are tags as well. */
export function tagsOf(facts: ModelFacts): string[] {
  const { library, task, license, languages, extraTags } = facts;
  const tags = [library, ...extraTags, task, ...languages, license === null ? null : `license:${license}`];
  return [...new Set(tags.filter((tag) => tag !== null)), 'region:us'];
}

/** The id that the Hub's database has for a model: 24 hexadecimal digits. */
export function databaseId(id: string): string {
  return createHash('md5').update(id).digest('hex').slice(0, 24);
}
