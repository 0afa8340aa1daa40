// The test Hub as a process: `node test/hub-server/main.mts [--port N] [--models FOLDER] [--many N] ...`.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bigRepo } from './big-repo.mts';
import { demoRepos } from './demo-repos.mts';
import { filesOfFolder, type RepoSpec, startHub } from './start-hub.mts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    'files-port': { type: 'string', default: '0' },
    /** Each subfolder with a config.json becomes a repository `fixtures/<name>`. */
    models: { type: 'string' },
    /** How many generated models there are. */
    many: { type: 'string', default: '0' },
    /** Adds `bench/big`: 500 MB in 8 files. */
    big: { type: 'boolean', default: false },
    /** Adds the models of the demo. */
    demo: { type: 'boolean', default: false },
    /** Bytes a second of each file. */
    throttle: { type: 'string' },
  },
});

const repos: RepoSpec[] = [
  ...(values.demo ? demoRepos() : []),
  ...(values.models === undefined ? [] : reposOfFolder(values.models)),
  ...(values.big ? [await bigRepo()] : []),
];
const hub = await startHub({
  repos,
  port: Number(values.port),
  filesPort: Number(values['files-port']),
  many: Number(values.many),
  ...(values.throttle === undefined ? {} : { throttle: Number(values.throttle) }),
});
console.log(JSON.stringify({ endpoint: hub.endpoint, filesEndpoint: hub.filesEndpoint }));

let stopping: Promise<void> | undefined;
const stop = (): void => {
  stopping ??= hub.stop().finally(() => process.stdin.destroy());
};
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, stop);
process.stdin.once('end', stop).resume();

function reposOfFolder(folder: string): RepoSpec[] {
  const names = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'config.json')));
  return names.map((name) => ({ id: `fixtures/${name}`, files: filesOfFolder(join(folder, name)) }));
}
