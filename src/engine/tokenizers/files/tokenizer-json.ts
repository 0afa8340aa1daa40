import * as v from 'valibot';
import { parseJson } from '../../../common/json/parse-json';
import { LensError } from '../../../common/errors/lens-error';
import { indexSchema } from '../../../common/contracts/tokens';

/** Ids fit the models' int32 tables; the library would take up to 2^32. */
export const tokenIdSchema = v.pipe(indexSchema, v.maxValue(2 ** 31 - 1));

const patternSchema = v.looseObject({ String: v.optional(v.string()), Regex: v.optional(v.string()) });

/** A normaliser, pre-tokenizer, post-processor or decoder: its type and the settings that are read here. */
const componentSchema = v.looseObject({
  type: v.string(),
  pattern: v.optional(v.nullable(v.union([patternSchema, v.string()]))),
  content: v.optional(v.nullable(v.string())),
  trim_offsets: v.optional(v.nullable(v.boolean())),
  add_prefix_space: v.optional(v.nullable(v.boolean())),
  cls: v.optional(v.nullable(v.unknown())),
  sep: v.optional(v.nullable(v.unknown())),
  precompiled_charsmap: v.optional(v.nullable(v.string())),
});

/** A component of the file; its settings other than these are there, unchecked. */
export interface Component {
  readonly type: string;
  readonly pattern?: { readonly String?: string | undefined; readonly Regex?: string | undefined } | undefined;
  readonly content?: string | undefined;
  readonly trim_offsets?: boolean | undefined;
  readonly add_prefix_space?: boolean | undefined;
  readonly cls?: unknown;
  readonly sep?: unknown;
  readonly precompiled_charsmap?: string | undefined;
  /** The component as the file has it. */
  readonly settings: Readonly<Record<string, unknown>>;
}

const addedTokenSchema = v.looseObject({
  id: tokenIdSchema,
  content: v.string(),
  special: v.optional(v.boolean(), false),
});

const modelSchema = v.looseObject({
  type: v.optional(v.nullable(v.string())),
  /** Not checked entry by entry here: it has up to 250,000. */
  vocab: v.custom<Readonly<Record<string, unknown>> | readonly unknown[]>(
    (value) => typeof value === 'object' && value !== null,
    'should be a table of tokens',
  ),
  unk_token: v.optional(v.nullable(v.string())),
  unk_id: v.optional(v.nullable(indexSchema)),
  continuing_subword_prefix: v.optional(v.nullable(v.string())),
  max_input_chars_per_word: v.optional(indexSchema),
  byte_fallback: v.optional(v.nullable(v.boolean())),
  merges: v.optional(v.array(v.unknown())),
});

const treeSchema = v.nullish(v.looseObject({ type: v.string() }), null);

const fileSchema = v.looseObject({
  added_tokens: v.nullish(v.array(addedTokenSchema), []),
  normalizer: treeSchema,
  pre_tokenizer: treeSchema,
  post_processor: treeSchema,
  decoder: treeSchema,
  model: modelSchema,
  truncation: v.nullish(v.looseObject({ max_length: indexSchema, direction: v.optional(v.string()) }), null),
  padding: v.nullish(
    v.looseObject({
      direction: v.optional(v.string()),
      pad_id: tokenIdSchema,
      pad_token: v.string(),
      pad_type_id: v.optional(indexSchema, 0),
    }),
    null,
  ),
});

type ComponentKind = 'normalizer' | 'pre_tokenizer' | 'post_processor' | 'decoder';

/** What is read here of a tokenizer.json; the library reads the rest. `components` are flat: sequences are opened. */
export interface TokenizerJson extends v.InferOutput<typeof fileSchema> {
  readonly components: Readonly<Record<ComponentKind, readonly Component[]>>;
}

/**
 * Checks the text of a tokenizer.json as far as things here depend on it.
 * @throws LensError `bad-file` that names what is wrong
 */
export function parseTokenizerJson(text: string, what: string): TokenizerJson {
  const file = parseJson(text, fileSchema, what);
  const flat = (kind: ComponentKind) => (file[kind] === null ? [] : flatten(file[kind], what, 0));
  return {
    ...file,
    components: {
      normalizer: flat('normalizer'),
      pre_tokenizer: flat('pre_tokenizer'),
      post_processor: flat('post_processor'),
      decoder: flat('decoder'),
    },
  };
}

/** Deeper nesting than this is no tokenizer that anybody made, and the library reads it recursively. */
const maxDepth = 16;

const childrenKeys = ['normalizers', 'pretokenizers', 'processors', 'decoders'] as const;

function flatten(tree: unknown, what: string, depth: number): Component[] {
  const parsed = v.safeParse(componentSchema, tree);
  if (!parsed.success || depth > maxDepth) {
    throw new LensError(
      'bad-file',
      `${what} has a component that cannot be read.`,
      'Download the model again or mend the file.',
    );
  }
  const component = parsed.output;
  const children = childrenKeys.flatMap((key): unknown[] => {
    const list = component[key];
    return Array.isArray(list) ? (list as unknown[]) : [];
  });
  if (component.type === 'Sequence') return children.flatMap((child) => flatten(child, what, depth + 1));
  const { type, pattern, content, trim_offsets, add_prefix_space, cls, sep, precompiled_charsmap } = component;
  return [
    {
      type,
      pattern: typeof pattern === 'string' ? { String: pattern } : (pattern ?? undefined),
      content: content ?? undefined,
      trim_offsets: trim_offsets ?? undefined,
      add_prefix_space: add_prefix_space ?? undefined,
      cls,
      sep,
      precompiled_charsmap: precompiled_charsmap ?? undefined,
      settings: component,
    },
  ];
}
