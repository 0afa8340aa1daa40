// A download as a process, to be killed or held back: `node download-process.js ENDPOINT CACHE`.
import { LensError } from '../../../../src/common/errors/lens-error';
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
downloadModel({ client, cache, id: 'org/model', revision: null, files: null, signal, onProgress }).catch(
  (error: unknown) => {
    console.error(error instanceof LensError ? `${error.code}: ${error.message}` : error);
    process.exitCode = 1;
  },
);
