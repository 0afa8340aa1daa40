import { HubClient } from '../../hub/api/hub-client';
import { hubEndpoint, hubToken, isOffline } from '../../hub/env';
import { packageVersion } from '../program/package-root';
import { cliFetch } from './cli-fetch';

/** The Hub as the environment says: endpoint, token, offline mode and proxy. @throws LensError `usage` for a bad endpoint */
export function cliHubClient(env: NodeJS.ProcessEnv): HubClient {
  return new HubClient({
    endpoint: hubEndpoint(env),
    token: () => hubToken(env),
    offline: () => isOffline(env),
    fetch: cliFetch(env),
    userAgent: `model-lens/${packageVersion()}`,
  });
}
