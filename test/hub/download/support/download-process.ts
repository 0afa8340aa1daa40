// A download as a process, to be killed: `node download-process.js ENDPOINT CACHE`.
import { HubClient } from '../../../../src/hub/api/hub-client';
import { downloadModel } from '../../../../src/hub/download/download-model';

const [endpoint = '', cache = ''] = process.argv.slice(2);
const client = new HubClient({
  endpoint,
  token: () => Promise.resolve(null),
  offline: () => false,
  fetch: globalThis.fetch,
  userAgent: 'test',
});
const { signal } = new AbortController();
console.log('started');
const onProgress = ({ bytes }: { bytes: number }): void => console.log(bytes);
void downloadModel({ client, cache, id: 'org/model', revision: null, files: null, signal, onProgress });
