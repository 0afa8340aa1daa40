import type { FileMetaData } from 'hyparquet';
import * as v from 'valibot';

/** Far more than the features of a dataset take. */
const mostCharacters = 10_000_000;

/** A feature of datasets; a list holds another (`Sequence`, since datasets 4 `List`). */
interface Feature {
  readonly _type?: string | undefined;
  readonly names?: readonly string[] | undefined;
  readonly feature?: Feature | undefined;
}

const featureSchema: v.GenericSchema<Feature> = v.object({
  _type: v.optional(v.string()),
  names: v.fallback(v.optional(v.array(v.string())), undefined),
  feature: v.fallback(v.optional(v.lazy(() => featureSchema)), undefined),
});

const huggingFaceSchema = v.object({ info: v.object({ features: v.record(v.string(), v.unknown()) }) });

/**
 * The names of classes that datasets of Hugging Face keep in the metadata of their Parquet files, by column.
 * Metadata of another kind says nothing.
 */
export function classNamesIn({ key_value_metadata: entries }: FileMetaData): ReadonlyMap<string, readonly string[]> {
  const text = entries?.find(({ key }) => key === 'huggingface')?.value ?? '';
  if (text === '' || text.length > mostCharacters) return new Map();
  const read = v.safeParse(huggingFaceSchema, parsed(text));
  if (!read.success) return new Map();
  const names = Object.entries(read.output.info.features).flatMap(([column, feature]) => {
    const found = v.safeParse(featureSchema, feature);
    const classes = found.success ? namesOf(found.output) : null;
    return classes === null ? [] : [[column, classes] as const];
  });
  return new Map(names);
}

function namesOf({ _type, names, feature }: Feature): readonly string[] | null {
  if (_type === 'ClassLabel') return names !== undefined && names.length > 0 ? names : null;
  return (_type === 'Sequence' || _type === 'List' || _type === 'LargeList') && feature ? namesOf(feature) : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
