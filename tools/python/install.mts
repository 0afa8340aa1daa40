// Makes the Python environments of the tests, so that these need not wait for it: `node tools/python/install.mts`.
import { exitOnSignals, runMain } from '../vscode/run-main.mts';
import { testEnvironment, testEnvironments } from './environment.mts';

exitOnSignals();
await runMain(async () => {
  for (const name of testEnvironments) await testEnvironment(name);
  return 0;
});
