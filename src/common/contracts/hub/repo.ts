import * as v from 'valibot';
import { indexSchema } from '../tokens';

/** Tasks of text models, by the Hub's names. */
export const hubTasks = [
  'text-classification',
  'token-classification',
  'fill-mask',
  'question-answering',
  'text-generation',
  'summarization',
  'translation',
  'zero-shot-classification',
  'feature-extraction',
  'sentence-similarity',
  'text-ranking',
] as const;

/** What a listing may be ordered by, highest first: the Hub's own `sort` keys. */
export const hubSorts = ['trendingScore', 'downloads', 'likes', 'lastModified'] as const;
export const hubSortSchema = v.picklist(hubSorts);
export type HubSort = v.InferOutput<typeof hubSortSchema>;

const filterText = v.nullable(v.pipe(v.string(), v.nonEmpty(), v.maxLength(200)));

/** A search on the Hub. Null filters let everything through. */
export const searchQuerySchema = v.object({
  text: v.pipe(v.string(), v.maxLength(200)),
  /** `pipeline_tag`, mostly one of {@link hubTasks}. */
  task: filterText,
  /** A person or organisation. */
  author: filterText,
  /** A library, such as `transformers` or `onnx`. */
  library: filterText,
  /** A licence's id, such as `apache-2.0`. */
  license: filterText,
  sort: hubSortSchema,
});
export type SearchQuery = v.InferOutput<typeof searchQuerySchema>;

/** How access is given: `auto` at once on agreement, `manual` by the authors. */
export const gatedSchema = v.union([v.literal(false), v.picklist(['auto', 'manual'])]);

/** A model in a listing, as the Hub tells it; null where it says nothing. */
export const foundModelSchema = v.object({
  id: v.string(),
  /** `pipeline_tag` */
  task: v.nullable(v.string()),
  library: v.nullable(v.string()),
  license: v.nullable(v.string()),
  downloads: indexSchema,
  likes: indexSchema,
  gated: gatedSchema,
  private: v.boolean(),
  /** ISO 8601. */
  lastModified: v.nullable(v.string()),
});
export type FoundModel = v.InferOutput<typeof foundModelSchema>;

/** A file of a repository; `path` is relative with `/`, and safe to create on every system. */
export const repoFileSchema = v.object({ path: v.string(), bytes: indexSchema });
export type RepoFile = v.InferOutput<typeof repoFileSchema>;
