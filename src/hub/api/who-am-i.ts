import * as v from 'valibot';
import { LensError } from '../../common/errors/lens-error';
import type { HubAccess } from '../http/hub-access';
import { hubJson } from '../http/hub-json';

const whoSchema = v.object({ name: v.pipe(v.string(), v.nonEmpty(), v.maxLength(200)) });

/** The account of a token. */
export type Account = v.InferOutput<typeof whoSchema>;

/**
 * Whose token it is: `GET /api/whoami-v2`. The Hub allows few of these; keep the answer.
 * @throws LensError as `hubFetch` does; `usage` without a token, or with one that the Hub does not accept
 */
export async function readWhoAmI(access: HubAccess, signal?: AbortSignal): Promise<Account> {
  if ((await access.token()) === null) {
    throw new LensError('usage', 'Nobody is signed in to the Hub.', 'Sign in with a token, or set HF_TOKEN.');
  }
  return (await hubJson(access, `${access.endpoint}/api/whoami-v2`, whoSchema, { signal })).value;
}
