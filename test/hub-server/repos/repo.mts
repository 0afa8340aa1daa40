import { createHash } from 'node:crypto';
import { bytesContent, type Content } from '../content/content.mts';

export type Files = Readonly<Record<string, Content | string | Uint8Array>>;

/** A model repository as a test describes it. */
export interface RepoSpec {
  readonly id: string;
  readonly files: Files;
  readonly task?: string;
  readonly library?: string;
  readonly license?: string;
  readonly languages?: readonly string[];
  readonly downloads?: number;
  readonly likes?: number;
  readonly trendingScore?: number;
  readonly lastModified?: string;
  readonly gated?: false | 'auto' | 'manual';
  readonly private?: boolean;
  readonly disabled?: boolean;
}

export type Snapshot = ReadonlyMap<string, Content>;

/** A repository with its commits. `main` moves with every commit. */
export class Repo {
  readonly spec: RepoSpec;
  readonly #commits = new Map<string, Snapshot>();
  readonly #branches = new Map<string, string>();
  readonly #tags = new Map<string, string>();

  constructor(spec: RepoSpec) {
    this.spec = spec;
    this.commit(spec.files);
  }

  /** The commit of `main`. */
  get head(): string {
    return this.#branches.get('main') ?? '';
  }

  get branches(): ReadonlyMap<string, string> {
    return this.#branches;
  }

  get tags(): ReadonlyMap<string, string> {
    return this.#tags;
  }

  /** Adds a commit with exactly these files; gives its hash. */
  commit(files: Files, branch = 'main'): string {
    const snapshot = new Map(
      Object.entries(files).map(([path, data]) => [path, isContent(data) ? data : bytesContent(data)] as const),
    );
    const sha = createHash('sha1').update(`${this.spec.id} ${this.#commits.size}`).digest('hex');
    this.#commits.set(sha, snapshot);
    this.#branches.set(branch, sha);
    return sha;
  }

  /** Names a commit: a tag, or with a slash in front of nothing else a branch such as `refs/pr/1`. */
  tag(name: string, commit: string): void {
    this.#tags.set(name, commit);
  }

  branch(name: string, commit: string): void {
    this.#branches.set(name, commit);
  }

  /** The commit that a branch, a tag, a hash or the first seven digits of one mean; null for none. */
  resolve(revision: string): string | null {
    const named = this.#branches.get(revision) ?? this.#tags.get(revision);
    if (named !== undefined) return named;
    const short = /^[0-9a-f]{7,40}$/.test(revision);
    return short ? ([...this.#commits.keys()].find((sha) => sha.startsWith(revision)) ?? null) : null;
  }

  /** The files at a commit. */
  files(commit: string): Snapshot {
    return this.#commits.get(commit) ?? new Map();
  }
}

/** Files that the Hub keeps outside git: by their ending, or because they are large. */
export function isLfs(path: string, content: Content): boolean {
  return /\.(safetensors|bin|onnx|onnx_data|h5|msgpack|gguf|pt|model)$/.test(path) || content.size > 10_000_000;
}

function isContent(data: Content | string | Uint8Array): data is Content {
  return typeof data === 'object' && 'read' in data;
}
