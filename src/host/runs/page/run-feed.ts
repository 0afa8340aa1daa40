import { join } from 'node:path';
import { runFiles } from '../../../common/contracts/training/run-folder';
import { MetricsTail } from '../folder/metrics-tail';
import { RunHistory, type HistoryChange } from '../folder/run-history';

/** The metrics of a run as they grow. */
export class RunFeed {
  readonly history = new RunHistory();
  readonly #tail: MetricsTail;

  constructor(readonly folder: string) {
    this.#tail = new MetricsTail(join(folder, runFiles.metrics));
  }

  /** What came since the last look, in pieces of some MB. */
  async *changes(): AsyncGenerator<HistoryChange> {
    for (let more = true; more;) {
      const { reset, lines, more: others } = await this.#tail.read();
      more = others;
      if (reset || lines.length > 0) yield this.history.add(lines, reset);
    }
  }
}
