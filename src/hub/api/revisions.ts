import * as v from 'valibot';
import type { Revision } from '../../common/contracts/hub/details-view';
import type { HubAccess } from '../http/hub-access';
import { hubJson } from '../http/hub-json';
import { isRevision } from '../names/model-name';
import { apiUrl } from './names';

const refSchema = v.object({
  name: v.pipe(v.string(), v.check(isRevision)),
  targetCommit: v.pipe(v.string(), v.regex(/^[0-9a-f]{40}$/)),
});
const refs = v.fallback(v.pipe(v.array(v.unknown()), v.maxLength(10_000)), []);
const refsSchema = v.object({ branches: refs, tags: refs });

/**
 * The branches and tags of a model, `main` first: `GET /api/models/{id}/refs`. Broken entries are left out.
 * @throws LensError as `hubFetch` does
 */
export async function readRevisions(access: HubAccess, id: string, signal?: AbortSignal): Promise<Revision[]> {
  const url = apiUrl(access.endpoint, id, '/refs');
  const { value } = await hubJson(access, url, refsSchema, { signal, about: { id } });
  const revisions = [...value.branches, ...value.tags].flatMap((entry): Revision[] => {
    const ref = v.safeParse(refSchema, entry);
    return ref.success ? [{ name: ref.output.name, commit: ref.output.targetCommit }] : [];
  });
  return revisions.sort((a, b) => Number(b.name === 'main') - Number(a.name === 'main'));
}
