// Shows Model Lens in VS Code: `npm start -- [--port N] [--desktop]`.
import { parseArgs } from 'node:util';
import { root } from '../vscode/paths.mts';
import { runNpm } from '../vscode/processes.mts';
import { runMain } from '../vscode/run-main.mts';
import { startInBrowser } from './in-browser.mts';
import { startOnDesktop } from './on-desktop.mts';

const { values } = parseArgs({
  options: { port: { type: 'string', default: '0' }, desktop: { type: 'boolean', default: false } },
});

await runMain(async () => {
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(`--port takes a number from 0 (any free port) to 65535, not “${values.port}”.`);
  }
  console.log('Building Model Lens...');
  await runNpm(['run', 'build'], root);
  return values.desktop ? startOnDesktop() : startInBrowser(port);
});
