// Writes the JSON schema of run files. It is made by the product's own code, which is bundled for that.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import type { runFileJsonSchema } from './json-schema.ts';

interface SchemaModule {
  readonly runFileJsonSchema: typeof runFileJsonSchema;
}

/** Writes `run-file.schema.json` to `folder`. */
export async function writeRunSchema(root: string, folder: string): Promise<void> {
  const bundle = join(root, '.cache/run-schema/json-schema.cjs');
  await build({
    entryPoints: [join(import.meta.dirname, 'json-schema.ts')],
    outfile: bundle,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    logLevel: 'warning',
  });
  const { runFileJsonSchema: schema } = (await import(pathToFileURL(bundle).href)) as SchemaModule;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'run-file.schema.json'), `${JSON.stringify(schema(), undefined, 2)}\n`);
}
