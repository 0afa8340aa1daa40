import { type Exchange, sendJson } from '../http/exchange.mts';
import { describe, infoFields, isField } from '../listing/describe.mts';
import { siblingsOf } from '../listing/siblings.mts';
import type { HubUser } from '../repos/users.mts';
import { commitOf, visibleRepo } from './access.mts';
import { badRequest } from './hub-error.mts';
import type { HubState } from './hub-state.mts';

/** `GET /api/models/{id}[/revision/{revision}]` */
export async function repoInfo(
  exchange: Exchange,
  state: HubState,
  user: HubUser | null,
  { id, revision }: { readonly id: string; readonly revision: string },
): Promise<void> {
  const repo = visibleRepo(state, id, user);
  const commit = commitOf(repo, revision);
  const { query } = exchange;
  const expand = [...query.getAll('expand'), ...query.getAll('expand[]')];
  const unknown = expand.find((name) => !isField(name));
  if (unknown !== undefined) throw badRequest('"expand" has a field that is not known');
  const names = expand.length > 0 ? expand : infoFields;
  const answer = await describe({ facts: repo.facts, commit, repo: () => repo }, names);
  if (/^(true|1)$/i.test(query.get('blobs') ?? '')) answer['siblings'] = await siblingsOf(repo.files(commit), true);
  sendJson(exchange, answer);
}
