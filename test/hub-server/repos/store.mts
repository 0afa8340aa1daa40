import { type ModelFacts, modelFacts } from './model-facts.mts';
import { type Files, Repo, type RepoSpec } from './repo.mts';

/** Facts of a model whose repository is made when it is first looked at. */
export interface GeneratedModel {
  readonly facts: ModelFacts;
  readonly files: () => Files;
}

/** All repositories of a server. */
export class RepoStore {
  readonly #repos = new Map<string, Repo>();
  readonly #generated = new Map<string, GeneratedModel>();
  /** Grows with every change of what a listing may show. */
  version = 0;

  add(spec: RepoSpec): Repo {
    const repo = new Repo(modelFacts(spec), spec.files);
    for (const [name, files] of Object.entries(spec.branches ?? {})) repo.commit(files, name);
    this.#repos.set(spec.id.toLowerCase(), repo);
    this.version += 1;
    return repo;
  }

  addGenerated(models: Iterable<GeneratedModel>): void {
    for (const model of models) this.#generated.set(model.facts.id.toLowerCase(), model);
    this.version += 1;
  }

  /** Takes all repositories away, generated ones included. */
  clear(): void {
    this.#repos.clear();
    this.#generated.clear();
    this.version += 1;
  }

  remove(id: string): void {
    this.#repos.delete(id.toLowerCase());
    this.#generated.delete(id.toLowerCase());
    this.version += 1;
  }

  /** Replaces facts of a repository: gated, private, disabled, downloads... */
  change(id: string, facts: Partial<ModelFacts>): void {
    const repo = this.get(id);
    if (repo === null) throw new Error(`There is no repository ${id}.`);
    repo.facts = { ...repo.facts, ...facts };
    this.version += 1;
  }

  /** The repository of an id in any case, as on the Hub; null for none. */
  get(id: string): Repo | null {
    const key = id.toLowerCase();
    const repo = this.#repos.get(key);
    if (repo !== undefined) return repo;
    const generated = this.#generated.get(key);
    if (generated === undefined) return null;
    const made = new Repo(generated.facts, generated.files());
    this.#repos.set(key, made);
    return made;
  }

  /** What the Hub says of a model, without making its repository; null for none. */
  facts(id: string): ModelFacts | null {
    const key = id.toLowerCase();
    return this.#repos.get(key)?.facts ?? this.#generated.get(key)?.facts ?? null;
  }

  /** Facts of all models. */
  all(): ModelFacts[] {
    const generated = [...this.#generated].filter(([key]) => !this.#repos.has(key)).map(([, model]) => model.facts);
    return [...[...this.#repos.values()].map((repo) => repo.facts), ...generated];
  }
}
