import type { RepoStore } from '../repos/store.mts';
import type { HubUser } from '../repos/users.mts';
import type { Listing } from '../listing/listing.mts';
import type { XetStore } from '../xet/xet-store.mts';
import type { SignedUrls } from './signed-urls.mts';

/** What the routes share. */
export interface HubState {
  readonly endpoint: string;
  readonly store: RepoStore;
  readonly listing: Listing;
  readonly signed: SignedUrls;
  readonly xet: XetStore;
  readonly users: readonly HubUser[];
  /** Entries of a page of a tree. */
  readonly treePage: number;
}
