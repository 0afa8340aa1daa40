import { Catalogue } from './listing/catalogue.mts';
import { Faults } from './faults/faults.mts';
import { Repo, type RepoSpec } from './repos/repo.mts';
import type { Account } from './routes/access.mts';
import { signedPath } from './routes/files.mts';
import { listedOf, type Listed } from './routes/model-json.mts';

/** What a server holds. Repositories that are only listed are made when they are asked for. */
export class TestHubState {
  readonly catalogue = new Catalogue();
  readonly faults = new Faults();
  readonly accounts: ReadonlyMap<string, Account>;
  endpoint = '';
  filesEndpoint = '';
  readonly #repos = new Map<string, Repo>();
  #makeListed: ((id: string) => RepoSpec | undefined) | undefined;

  constructor(accounts: Readonly<Record<string, Account>>) {
    this.accounts = new Map(Object.entries(accounts));
  }

  addRepo(spec: RepoSpec): Repo {
    const repo = new Repo(spec);
    this.#repos.set(spec.id, repo);
    this.catalogue.add([listedOf(repo)]);
    return repo;
  }

  /** Lists many models whose repositories `make` gives when somebody looks. */
  addListed(models: readonly Listed[], make: (id: string) => RepoSpec | undefined): void {
    this.catalogue.add(models);
    this.#makeListed = make;
  }

  repo(id: string): Repo | undefined {
    const known = this.#repos.get(id);
    if (known) return known;
    const spec = this.#makeListed?.(id);
    if (!spec) return undefined;
    const repo = new Repo(spec);
    this.#repos.set(id, repo);
    return repo;
  }

  /** A signed address of a large file, on the other origin. */
  sign(id: string, commit: string, path: string): string {
    return this.filesEndpoint + signedPath(id, commit, path);
  }
}
