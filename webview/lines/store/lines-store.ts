import type { LineResult, linesHostContract, LinesState, linesViewContract } from '../../../src/common/contracts/lines';
import { isCancelled, toErrorData, type ErrorData } from '../../../src/common/errors/lens-error';
import type { RpcPeer } from '../../../src/common/rpc/peer';
import { countLabels, type LabelCount } from './count-labels';
import { filterLines, firstFilter, type LineFilter } from './line-filter';

/** What the table may ask of the extension host. */
export type LinesHost = Pick<RpcPeer<typeof linesViewContract, typeof linesHostContract>, 'request'>;

/** What the elements of the table share: the host's state, all lines, and which of them are on show. */
export class LinesStore {
  readonly #host: LinesHost;
  readonly #changed: () => void;
  #state: LinesState | null = null;
  #lines: LineResult[] = [];
  #filter: LineFilter = firstFilter;
  #failure: ErrorData | null = null;
  #shown: readonly LineResult[] | null = null;
  #counts: readonly LabelCount[] | null = null;

  /** @param changed called after every change */
  constructor(host: LinesHost, changed: () => void) {
    this.#host = host;
    this.#changed = changed;
  }

  /** Null until the host has sent it. */
  get state(): LinesState | null {
    return this.#state;
  }

  get filter(): LineFilter {
    return this.#filter;
  }

  /** The last thing that the host refused. */
  get failure(): ErrorData | null {
    return this.#failure;
  }

  /** How many lines have arrived, filtered or not. */
  get total(): number {
    return this.#lines.length;
  }

  /** The lines on show. A new array after every change of them. */
  get shown(): readonly LineResult[] {
    this.#shown ??= filterLines(this.#lines, this.#filter);
    return this.#shown;
  }

  /** How many lines have each label, whatever is on show. */
  get counts(): readonly LabelCount[] {
    this.#counts ??= countLabels(this.#lines);
    return this.#counts;
  }

  receive(state: LinesState): void {
    this.#state = state;
    this.#changed();
  }

  /** Takes more lines; `reset` drops those that are there. */
  receiveRows(rows: readonly LineResult[], reset: boolean): void {
    if (reset) this.#lines = [];
    for (const row of rows) this.#lines.push(row);
    this.#counts = null;
    this.#shown = null;
    this.#changed();
  }

  show(change: Partial<LineFilter>): void {
    this.#filter = { ...this.#filter, ...change };
    this.#shown = null;
    this.#changed();
  }

  /** Selects a line in the editor. */
  reveal({ line }: LineResult): void {
    void this.#attempt(this.#host.request('reveal', { line }));
  }

  save(format: 'csv' | 'jsonl'): void {
    void this.#attempt(this.#host.request('save', { format }));
  }

  cancel(): void {
    void this.#attempt(this.#host.request('cancel', {}));
  }

  runAgain(): void {
    void this.#attempt(this.#host.request('runAgain', {}));
  }

  forgetFailure(): void {
    this.#failure = null;
    this.#changed();
  }

  async #attempt(request: Promise<unknown>): Promise<void> {
    try {
      await request;
    } catch (error) {
      if (isCancelled(error)) return;
      this.#failure = toErrorData(error);
      this.#changed();
    }
  }
}
