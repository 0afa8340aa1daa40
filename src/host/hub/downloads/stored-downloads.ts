import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { indexSchema } from '../../../common/contracts/tokens';
import { orNull } from '../../../hub/files/look';
import { isRepoId, isRevision } from '../../../hub/names/model-name';

const storedSchema = v.object({
  id: v.pipe(v.string(), v.check(isRepoId)),
  revision: v.nullable(v.pipe(v.string(), v.check(isRevision))),
  use: v.boolean(),
  fresh: v.boolean(),
  bytes: indexSchema,
  totalBytes: v.nullable(indexSchema),
  error: v.nullable(v.pipe(v.string(), v.maxLength(2000))),
});
const fileSchema = v.object({ version: v.literal(1), downloads: v.pipe(v.array(storedSchema), v.maxLength(1000)) });

/** A download that is not finished, as it is kept for the next window. */
export type StoredDownload = v.InferOutput<typeof storedSchema>;

const filePattern = /^(\d{1,10})-[0-9a-f]{16}\.json$/;

/**
 * The downloads that are not finished, in a file for each window: a window that ended leaves its file to the next one,
 * and no two windows take the same.
 */
export class StoredDownloads {
  readonly #name = `${process.pid}-${randomBytes(8).toString('hex')}.json`;
  #writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly folder: string,
    private readonly isAlive: (pid: number) => boolean = isRunning,
  ) {}

  /** Keeps the downloads of this window. Rejects as the file system does. */
  save(downloads: readonly StoredDownload[]): Promise<void> {
    const write = this.#writing.then(() => this.#write(downloads));
    this.#writing = write.catch(() => undefined);
    return write;
  }

  /** Takes over what windows that have ended left. Files that are broken are dropped. */
  async adopt(): Promise<StoredDownload[]> {
    const names = (await orNull(readdir(this.folder))) ?? [];
    const left: StoredDownload[] = [];
    for (const name of names) {
      const pid = Number(filePattern.exec(name)?.[1] ?? NaN);
      if (Number.isNaN(pid) || name === this.#name || this.isAlive(pid)) continue;
      left.push(...(await this.#take(name)));
    }
    return left;
  }

  /** Only one window can rename a file. */
  async #take(name: string): Promise<StoredDownload[]> {
    const mine = join(this.folder, `${name}.${this.#name}.taken`);
    const taken = await orNull(rename(join(this.folder, name), mine).then(() => true));
    if (taken === null) return [];
    const file = v.safeParse(v.pipe(v.string(), v.parseJson(), fileSchema), await readFile(mine, 'utf8'));
    await rm(mine, { force: true });
    return file.success ? file.output.downloads : [];
  }

  async #write(downloads: readonly StoredDownload[]): Promise<void> {
    const path = join(this.folder, this.#name);
    if (downloads.length === 0) {
      await rm(path, { force: true });
      return;
    }
    await mkdir(this.folder, { recursive: true });
    await writeFile(`${path}.new`, JSON.stringify({ version: 1, downloads }));
    await rename(`${path}.new`, path);
  }
}

/** True while a process with this number exists. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Another user's process may not be asked.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
