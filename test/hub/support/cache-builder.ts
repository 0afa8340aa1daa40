import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';

/** A commit hash that is easy to tell: `commit('a')` is 40 times `a`. */
export function commit(digit: string): string {
  return digit.repeat(40);
}

/** Writes Hub caches into a temporary folder in the layouts that Python's huggingface_hub leaves behind. */
export class CacheBuilder {
  readonly root = mkdtempSync(join(tmpdir(), 'model-lens-hub-'));
  readonly cache = join(this.root, 'hub');
  readonly env = { HF_HUB_CACHE: this.cache };

  repo(id: string): string {
    return join(this.cache, `models--${id.replaceAll('/', '--')}`);
  }

  /** A file as huggingface_hub 1.x stores it: the bytes in `blobs/<etag>`, a relative link in the snapshot. */
  linked(id: string, revision: string, path: string, content: string | Buffer): string {
    const blob = join(this.repo(id), 'blobs', hash(content));
    write(blob, content);
    this.link(blob, this.#snapshotPath(id, revision, path));
    return blob;
  }

  /** A Xet file as huggingface_hub 2.x stores it: `blobs/<etag>` is itself a link into the shared `<cache>/blobs`. */
  shared(id: string, revision: string, path: string, content: string | Buffer): void {
    const shared = join(this.cache, 'blobs', hash(content));
    write(shared, content);
    const blob = join(this.repo(id), 'blobs', hash(content));
    this.link(shared, blob);
    this.link(blob, this.#snapshotPath(id, revision, path));
  }

  /** A file as Windows without symbolic links stores it: in the snapshot itself. */
  plain(id: string, revision: string, path: string, content: string | Buffer): void {
    write(this.#snapshotPath(id, revision, path), content);
  }

  /** A ref: the commit without a final newline. */
  ref(id: string, name: string, content: string): void {
    write(join(this.repo(id), 'refs', name), content);
  }

  link(target: string, path: string): void {
    mkdirSync(dirname(path), { recursive: true });
    symlinkSync(relative(dirname(path), target), path);
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }

  #snapshotPath(id: string, revision: string, path: string): string {
    return join(this.repo(id), 'snapshots', revision, path);
  }
}

export function write(path: string, content: string | Buffer): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

function hash(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
