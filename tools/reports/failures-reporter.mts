// Reporter of vitest that keeps what failed: tests, hooks, files that cannot be loaded, errors outside of tests.
import type { Reporter, SerializedError, TestModule } from 'vitest/node';
import { addFailure } from './failures.mts';

export default class FailuresReporter implements Reporter {
  onTestModuleEnd(module: TestModule): void {
    const file = module.relativeModuleId;
    for (const error of module.errors()) addFailure(file, textOf(error));
    for (const suite of module.children.allSuites()) {
      for (const error of suite.errors()) addFailure(`${file} > ${suite.fullName} (a hook)`, textOf(error));
    }
    for (const test of module.children.allTests('failed')) {
      const [error] = test.result().errors ?? [];
      addFailure(`${file} > ${test.fullName}`, error && textOf(error));
    }
  }

  onTestRunEnd(_modules: readonly TestModule[], outsideOfTests: readonly SerializedError[]): void {
    for (const error of outsideOfTests) addFailure('outside of tests', textOf(error));
  }
}

function textOf({ message, stack = '' }: SerializedError): string {
  return stack.includes(message) ? stack : `${message}\n${stack}`;
}
