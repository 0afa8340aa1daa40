// The test Hub as a program: `node test/hub-server/main.mts [--port N] [--files-port N] [--demo] [--big] [--many N] [--throttle BYTES]`.
// Prints one line of JSON with its addresses, and ends with a signal or when its standard input closes.
import { parseArgs } from 'node:util';
import { bigRepo } from './repos/big-repo.mts';
import { demoRepos } from './repos/demo-repos.mts';
import { startHub } from './start-hub.mts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    'files-port': { type: 'string', default: '0' },
    demo: { type: 'boolean', default: false },
    big: { type: 'boolean', default: false },
    many: { type: 'string', default: '0' },
    throttle: { type: 'string' },
  },
});

const hub = await startHub({
  port: Number(values.port),
  filesPort: Number(values['files-port']),
  many: Number(values.many),
  repos: [...(values.demo ? demoRepos() : []), ...(values.big ? [await bigRepo()] : [])],
  ...(values.throttle === undefined ? {} : { throttle: Number(values.throttle) }),
});
console.log(JSON.stringify({ endpoint: hub.endpoint, filesEndpoint: hub.filesEndpoint }));

const end = (): void => {
  void hub.stop().then(() => process.exit(0));
};
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, end);
process.stdin.once('end', end).once('close', end).resume();
