import { createHash } from 'node:crypto';
import { bytesContent, type Content } from '../content/content.mts';
import type { ModelFacts } from './model-facts.mts';

/** What a file holds: text, bytes, or something that is read when it is asked for. */
export type FileData = Content | string | Uint8Array;

/** Files by their path; a Map takes any path, the most hostile ones too. */
export type Files = Readonly<Record<string, FileData>> | ReadonlyMap<string, FileData>;

/** A model repository as a test describes it; facts that are left out have quiet defaults. */
export interface RepoSpec extends Partial<ModelFacts> {
  readonly id: string;
  readonly files: Files;
  /** Branches beside `main`, with their files. */
  readonly branches?: Readonly<Record<string, Files>>;
}

/** The files of one commit. */
export type Snapshot = ReadonlyMap<string, Content>;

/** A repository with its commits. */
export class Repo {
  /** What the Hub says of it; may be replaced at any time. */
  facts: ModelFacts;
  readonly #commits = new Map<string, Snapshot>();
  readonly #branches = new Map<string, string>();
  readonly #tags = new Map<string, string>();

  constructor(facts: ModelFacts, files: Files) {
    this.facts = facts;
    this.commit(files);
  }

  get id(): string {
    return this.facts.id;
  }

  /** The commit of `main`. */
  get head(): string {
    return this.#branches.get('main') ?? '';
  }

  /** Branches by name; `refs/pr/1` and `refs/convert/onnx` are branches too. */
  get branches(): ReadonlyMap<string, string> {
    return this.#branches;
  }

  get tags(): ReadonlyMap<string, string> {
    return this.#tags;
  }

  /** Adds a commit with exactly these files, to which the branch moves; gives its hash. */
  commit(files: Files, branch = 'main'): string {
    const entries = isMap(files) ? [...files] : Object.entries(files);
    const snapshot = new Map(entries.map(([path, data]) => [path, isContent(data) ? data : bytesContent(data)]));
    const sha = createHash('sha1').update(`${this.id} ${this.#commits.size}`).digest('hex');
    this.#commits.set(sha, snapshot);
    this.#branches.set(branch, sha);
    return sha;
  }

  tag(name: string, commit: string): void {
    this.#tags.set(name, commit);
  }

  branch(name: string, commit: string): void {
    this.#branches.set(name, commit);
  }

  /** The commit that a branch, a tag, a hash or the beginning of one means; null for none. */
  resolve(revision: string): string | null {
    const named = this.#branches.get(revision === 'HEAD' ? 'main' : revision) ?? this.#tags.get(revision);
    if (named !== undefined) return named;
    if (!/^[0-9a-f]{7,40}$/.test(revision)) return null;
    return [...this.#commits.keys()].find((sha) => sha.startsWith(revision)) ?? null;
  }

  /** The files at a commit; none for one that is not there. */
  files(commit: string): Snapshot {
    return this.#commits.get(commit) ?? new Map<string, Content>();
  }
}

function isContent(data: FileData): data is Content {
  return typeof data === 'object' && 'read' in data;
}

function isMap(files: Files): files is ReadonlyMap<string, FileData> {
  return files instanceof Map;
}
