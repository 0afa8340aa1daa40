import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';

/** Says what a folder consists of; written last, so that a folder without one was never finished. */
export const manifestName = 'manifest.json';

const size = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/** Beside the manifest, or in a folder there. */
const fileName = v.pipe(v.string(), v.regex(/^(?:[A-Za-z0-9_][A-Za-z0-9._-]*\/)?[A-Za-z0-9_][A-Za-z0-9._-]*$/));
export const manifestSchema = v.object({
  version: v.literal(1),
  /** The step that the weights are of. */
  step: size,
  files: v.record(fileName, v.object({ bytes: size, sha256: v.string() })),
});
export type Manifest = v.InferOutput<typeof manifestSchema>;
export type FileFacts = Manifest['files'][string];

/** Counts and hashes bytes as they are written. */
export class FileDigest {
  readonly #hash = createHash('sha256');
  #bytes = 0;

  readonly add = (bytes: Uint8Array): void => {
    this.#hash.update(bytes);
    this.#bytes += bytes.length;
  };

  facts(): FileFacts {
    return { bytes: this.#bytes, sha256: this.#hash.digest('hex') };
  }
}

export async function digestFile(path: string): Promise<FileFacts> {
  const digest = new FileDigest();
  for await (const chunk of createReadStream(path, { highWaterMark: 2 ** 20 })) digest.add(chunk as Uint8Array);
  return digest.facts();
}

export async function writeManifest(folder: string, step: number, files: Manifest['files']): Promise<void> {
  const manifest: Manifest = { version: 1, step, files };
  await writeFile(join(folder, manifestName), `${JSON.stringify(manifest, undefined, 2)}\n`);
}

/** The manifest of a folder; null where there is none that can be read. */
export async function readManifest(folder: string): Promise<Manifest | null> {
  try {
    const parsed = v.safeParse(manifestSchema, JSON.parse(await readFile(join(folder, manifestName), 'utf8')));
    return parsed.success ? parsed.output : null;
  } catch {
    return null; // as for a folder without one: it is not whole, whatever the reason
  }
}

/** What is wrong with a folder by its own manifest, in words; null where every file is as it was written. */
export async function faultOf(folder: string): Promise<string | null> {
  const manifest = await readManifest(folder);
  if (manifest === null) return `it has no ${manifestName} that can be read`;
  for (const [name, { bytes, sha256 }] of Object.entries(manifest.files)) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => null);
    if (!found?.isFile()) return `${name} is missing`;
    if (found.size !== bytes) return `${name} has ${found.size} bytes in place of ${bytes}`;
    if ((await digestFile(path)).sha256 !== sha256) return `${name} is not what was written`;
  }
  return null;
}
