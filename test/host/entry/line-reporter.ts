import Mocha from 'mocha';
import { report } from './report-file';

/** The extension host has no console that the runner sees: results go to a file, one line each, as they happen. */
export class LineReporter extends Mocha.reporters.Base {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    const events = Mocha.Runner.constants;
    runner.on(events.EVENT_RUN_BEGIN, () => report({ event: 'start', pid: process.pid, tests: runner.total }));
    runner.on(events.EVENT_TEST_PASS, (test) =>
      report({ event: 'pass', title: test.fullTitle(), ms: test.duration ?? 0 }),
    );
    runner.on(events.EVENT_TEST_FAIL, (test, error: Error) =>
      report({ event: 'fail', title: test.fullTitle(), message: error.stack ?? error.message }),
    );
    runner.on(events.EVENT_TEST_PENDING, (test) => report({ event: 'pending', title: test.fullTitle() }));
  }
}
