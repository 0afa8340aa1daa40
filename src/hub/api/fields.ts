import * as v from 'valibot';
import { gatedSchema, type FoundModel } from '../../common/contracts/hub/repo';
import { indexSchema } from '../../common/contracts/tokens';

const mostTags = 2000;

/** A text of an answer; null when it is missing, of another kind or endless: one bad field costs that field only. */
export const looseText = v.fallback(v.nullable(v.pipe(v.string(), v.maxLength(300))), null);

/** The texts of a list; what is no text is left out. A single text counts as a list of one. */
export const looseTexts = v.pipe(
  v.unknown(),
  v.transform((value): string[] => {
    const list: readonly unknown[] = Array.isArray(value) ? value : [value];
    return list.slice(0, mostTags).filter((each): each is string => typeof each === 'string' && each.length <= 300);
  }),
);

const looseCount = v.fallback(indexSchema, 0);

/** What the Hub tells of a model in listings and on its own; everything but the id may be missing. */
export const modelFieldsSchema = v.object({
  pipeline_tag: looseText,
  library_name: looseText,
  tags: v.optional(looseTexts, []),
  downloads: looseCount,
  likes: looseCount,
  gated: v.fallback(gatedSchema, false),
  private: v.fallback(v.boolean(), false),
  lastModified: v.fallback(
    v.nullable(
      v.pipe(
        v.string(),
        v.maxLength(40),
        v.check((date) => !Number.isNaN(Date.parse(date))),
      ),
    ),
    null,
  ),
});
type ModelFields = v.InferOutput<typeof modelFieldsSchema>;

/** A model as the product knows it; `license` as the card has it, else from the tags. */
export function foundModel(id: string, fields: ModelFields, license?: string): FoundModel {
  return {
    id,
    task: fields.pipeline_tag,
    library: fields.library_name,
    license: license ?? licenseOf(fields.tags),
    downloads: fields.downloads,
    likes: fields.likes,
    gated: fields.gated,
    private: fields.private,
    lastModified: fields.lastModified,
  };
}

const licenseTag = 'license:';

function licenseOf(tags: readonly string[]): string | null {
  return tags.find((tag) => tag.startsWith(licenseTag))?.slice(licenseTag.length) ?? null;
}
