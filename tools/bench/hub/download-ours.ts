import { HubClient } from '../../../src/hub/api/hub-client';
import { downloadModel } from '../../../src/hub/download/download-model';

/** Seconds that the product's downloader takes for every file of a model, into an empty cache. */
export async function downloadOurs(endpoint: string, id: string, cache: string): Promise<number> {
  const client = new HubClient({
    endpoint,
    token: () => Promise.resolve(null),
    offline: () => false,
    fetch: globalThis.fetch,
    userAgent: 'model-lens-bench',
  });
  const start = performance.now();
  const { signal } = new AbortController();
  const { files } = await downloadModel({ client, cache, id, revision: null, files: null, signal });
  const seconds = (performance.now() - start) / 1000;
  if (!files.every(({ verified }) => verified)) throw new Error('A file was not verified.');
  return seconds;
}
