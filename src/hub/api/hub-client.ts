import type { RepoInfo, Revision } from '../../common/contracts/hub/details-view';
import type { SearchQuery } from '../../common/contracts/hub/repo';
import type { HubAccess } from '../http/hub-access';
import { readTextFile } from './files';
import { resolveUrl } from './names';
import { readFileRange } from './range';
import { readRepo } from './repo';
import { readRevisions } from './revisions';
import { searchModels, type SearchOptions, type SearchPage } from './search';
import { readTree, type TreeFile } from './tree';
import { readWhoAmI, type Account } from './who-am-i';

export type { SearchOptions, SearchPage } from './search';
export type { TreeFile } from './tree';

/**
 * Everything that is asked of the Hub. Every answer is checked before it is given, and every method throws a LensError as
 * `hubFetch` does, `usage` for names that the Hub would not take, `network` for answers that are not the Hub's.
 */
export class HubClient {
  constructor(readonly access: HubAccess) {}

  /** A page of models. `cursor` is the `next` of the page before, with the same query. */
  search(query: SearchQuery, options: SearchOptions): Promise<SearchPage> {
    return searchModels(this.access, query, options);
  }

  /** A model at a revision (`main` when null), with its files and their sizes; unsafe paths are left out. */
  repo(id: string, revision: string | null, signal?: AbortSignal): Promise<RepoInfo> {
    return readRepo(this.access, id, revision, signal);
  }

  /** Every file at a commit, with the hashes that its content is checked against; unsafe paths are left out. */
  tree(id: string, commit: string, signal?: AbortSignal): Promise<TreeFile[]> {
    return readTree(this.access, id, commit, signal);
  }

  /** Branches and tags, `main` first. */
  revisions(id: string, signal?: AbortSignal): Promise<Revision[]> {
    return readRevisions(this.access, id, signal);
  }

  /** A small file as text; null when it is not there. Throws `too-big` beyond `maxBytes`. */
  readText(id: string, revision: string, path: string, maxBytes: number, signal?: AbortSignal): Promise<string | null> {
    return readTextFile(this.access, { id, revision, path }, maxBytes, signal);
  }

  /** Bytes from `start` up to `endExclusive`, fewer where the file ends before. */
  readRange(
    id: string,
    revision: string,
    path: string,
    start: number,
    endExclusive: number,
    signal?: AbortSignal,
  ): Promise<Uint8Array> {
    return readFileRange(this.access, { id, revision, path }, start, endExclusive, signal);
  }

  /** The address of a file; where it leads to is for `hubFetch` to follow. */
  resolveUrl(id: string, revision: string, path: string): string {
    return resolveUrl(this.access.endpoint, { id, revision, path });
  }

  /** Whose token it is. */
  whoAmI(signal?: AbortSignal): Promise<Account> {
    return readWhoAmI(this.access, signal);
  }
}
