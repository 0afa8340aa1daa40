import { type Exchange, sendJson } from '../http/exchange.mts';
import type { HubUser } from '../repos/users.mts';
import { visibleRepo } from './access.mts';
import type { HubState } from './hub-state.mts';

/** `GET /api/models/{id}/refs`: branches, tags, conversions, and pull requests on `include_prs`. */
export function refs(exchange: Exchange, state: HubState, user: HubUser | null, id: string): void {
  const repo = visibleRepo(state, id, user);
  const branches = [...repo.branches].map(([name, targetCommit]) => ({ name, targetCommit }));
  const special = (folder: string): unknown[] =>
    branches
      .filter(({ name }) => name.startsWith(folder))
      .map(({ name, targetCommit }) => ({ name: name.slice('refs/'.length), ref: name, targetCommit }));
  const heads = branches.filter(({ name }) => !name.startsWith('refs/'));
  sendJson(exchange, {
    branches: heads.map(({ name, targetCommit }) => ({ name, ref: `refs/heads/${name}`, targetCommit })),
    tags: [...repo.tags].map(([name, targetCommit]) => ({ name, ref: `refs/tags/${name}`, targetCommit })),
    converts: special('refs/convert/'),
    ...(exchange.query.get('include_prs') === null ? {} : { pullRequests: special('refs/pr/') }),
  });
}
