import { toJsonSchema, type JsonSchema } from '@valibot/to-json-schema';
import { runFileSchema } from '../../../src/common/contracts/training/run-file';
import { loraWords, settingWords } from '../../../src/common/training/setting-words';

/**
 * The JSON schema of a run file, by which VS Code checks and completes it: made of the schema that checks it everywhere
 * else, each key with one line on what it is. Throws for a key without one.
 */
export function runFileJsonSchema(): JsonSchema {
  // What JSON Schema has no word for (finite numbers) is left out.
  const schema = toJsonSchema(runFileSchema, { typeMode: 'input', target: 'draft-07', errorMode: 'ignore' });
  const properties = described(schema, settingWords());
  const { lora } = properties;
  return {
    ...schema,
    title: 'Fine-tuning run of Model Lens',
    properties: { ...properties, lora: { ...lora, properties: described(lora, loraWords()) } },
  };
}

function described(schema: JsonSchema | undefined, words: Readonly<Record<string, string | undefined>>) {
  const properties = Object.entries(schema?.properties ?? {}).map(([key, property]) => {
    const line = words[key];
    if (line === undefined) throw new Error(`src/common/training/setting-words.ts has no line for "${key}".`);
    return [key, { ...(typeof property === 'object' ? property : {}), description: line }] as const;
  });
  return Object.fromEntries<JsonSchema>(properties);
}
