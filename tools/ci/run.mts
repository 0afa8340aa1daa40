// Runs a list of steps and closes with the totals: `node tools/ci/run.mts tests|all`.
import { readFailures } from '../reports/failures.mts';
import { clearTotals } from '../reports/totals.mts';
import { exitOnSignals, runMain } from '../vscode/run-main.mts';
import { describe, runSteps, type StepResult } from './run-step.mts';
import { allSteps, testSteps } from './steps.mts';

exitOnSignals();
await runMain(async () => {
  clearTotals();
  const steps = process.argv[2] === 'all' ? allSteps : testSteps;
  const results: StepResult[] = [];
  for (const group of steps) results.push(...(await runSteps(group)));
  const failures = readFailures();
  if (failures !== '') console.log(`\n=== failed\n${failures}`);
  console.log('\n=== summary');
  for (const result of results) console.log(describe(result));
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  const failed = results.reduce((sum, result) => sum + result.failed, 0);
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
});
