import { authorOf, type ModelFacts } from '../repos/model-facts.mts';
import type { Repo } from '../repos/repo.mts';
import type { HubUser } from '../repos/users.mts';
import { disabled, gated, repoNotFound, revisionNotFound } from './hub-error.mts';
import type { HubState } from './hub-state.mts';

/** Whether a person sees that a model exists. */
export function isVisible(facts: ModelFacts, user: HubUser | null): boolean {
  return !facts.private || (user !== null && mayRead(facts, user));
}

/** A repository that a person may look at. @throws HubError */
export function visibleRepo({ store }: HubState, id: string, user: HubUser | null): Repo {
  const repo = store.get(id);
  if (repo === null || !isVisible(repo.facts, user)) throw repoNotFound(user !== null);
  if (repo.facts.disabled) throw disabled();
  return repo;
}

/** The same, whose files the person may read. @throws HubError */
export function readableRepo(state: HubState, id: string, user: HubUser | null): Repo {
  const repo = visibleRepo(state, id, user);
  if (repo.facts.gated !== false && (user === null || !mayRead(repo.facts, user))) throw gated(repo.id, user !== null);
  return repo;
}

/** The commit of a revision. @throws HubError */
export function commitOf(repo: Repo, revision: string): string {
  const commit = repo.resolve(revision);
  if (commit === null) throw revisionNotFound(revision);
  return commit;
}

function mayRead({ id }: ModelFacts, { name, orgs = [], granted = [] }: HubUser): boolean {
  if (granted === 'all' || granted.includes(id)) return true;
  const author = authorOf(id);
  return author !== null && [name, ...orgs].includes(author);
}
