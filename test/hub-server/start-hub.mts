// A server that speaks the Hub's protocol: two hosts, repositories of your own, every fault on request.
import { startOrigins } from './origins.mts';
import { FaultControl } from './faults/faults.mts';
import { type HubRequest, RequestLog } from './http/request-log.mts';
import { generatedModels } from './listing/synthetic/generated-models.mts';
import { Listing } from './listing/listing.mts';
import type { Repo, RepoSpec } from './repos/repo.mts';
import { RepoStore } from './repos/store.mts';
import type { HubUser } from './repos/users.mts';
import type { ErrorBody } from './routes/hub-error.mts';

export { deadEndpoint } from './http/listen.mts';
export { filesOfFolder } from './repos/folder.mts';
export { syntheticContent } from './content/synthetic.mts';
export type { Fault, FaultControl, FaultRule } from './faults/faults.mts';
export type { HubRequest } from './http/request-log.mts';
export type { Files, Repo, RepoSpec } from './repos/repo.mts';
export type { HubUser } from './repos/users.mts';

/** Tokens of the people of {@link startHub} unless others are given: one may read nothing special, one everything. */
export const testTokens = { reader: 'hf_testreadertoken', member: 'hf_testmembertoken' } as const;

const testUsers: readonly HubUser[] = [
  { name: 'reader', token: testTokens.reader },
  { name: 'member', token: testTokens.member, orgs: ['lab'], granted: 'all' },
];

export interface HubOptions {
  readonly repos?: readonly RepoSpec[];
  /** How many generated models there are beside them; none by default. */
  readonly many?: number;
  readonly users?: readonly HubUser[];
  /** 0, the default, takes any free port. */
  readonly port?: number;
  readonly filesPort?: number;
  /** Bytes a second of each file that is sent; as fast as it goes by default. */
  readonly throttle?: number;
  /** How long a signed address is good, in milliseconds; an hour by default. */
  readonly signedForMs?: number;
  /** How errors are written; `{"error": "..."}` by default. */
  readonly errorBody?: ErrorBody;
  /** Entries of a page of a tree; 1,000 by default, as on the Hub. */
  readonly treePage?: number;
}

/** A running server. */
export interface TestHub {
  /** `http://127.0.0.1:1234` */
  readonly endpoint: string;
  /** The other host, `http://localhost:2345`, to which large files are redirected. */
  readonly filesEndpoint: string;
  /** All requests to both, in the order of their arrival. */
  readonly requests: readonly HubRequest[];
  readonly log: RequestLog;
  readonly faults: FaultControl;
  readonly store: RepoStore;
  /** Adds a repository or replaces the one of that id. */
  addRepo(spec: RepoSpec): Repo;
  /** Replaces all repositories. */
  setRepos(specs: readonly RepoSpec[]): void;
  /** A repository that is there; throws for one that is not. */
  repo(id: string): Repo;
  /** No signed address that was given so far is good any more. */
  expireSignedUrls(): void;
  stop(): Promise<void>;
}

/** Starts the server on this machine's loopback interface and resolves when it answers. */
export async function startHub(options: HubOptions = {}): Promise<TestHub> {
  const store = new RepoStore();
  for (const spec of options.repos ?? []) store.add(spec);
  store.addGenerated(generatedModels(options.many ?? 0));
  const log = new RequestLog();
  const faults = new FaultControl();
  const listing = new Listing(store);
  listing.prepare('trendingScore', 'downloads');
  const parts = { store, listing, users: options.users ?? testUsers, log, faults };
  const origins = await startOrigins(parts, options);
  return {
    ...origins,
    requests: log.all,
    log,
    faults,
    store,
    addRepo: (spec) => store.add(spec),
    setRepos: (specs) => {
      store.clear();
      for (const spec of specs) store.add(spec);
    },
    repo: (id) => {
      const repo = store.get(id);
      if (repo === null) throw new Error(`There is no repository ${id}.`);
      return repo;
    },
  };
}
