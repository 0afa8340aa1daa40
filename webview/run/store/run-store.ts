import type {
  runActions,
  runHostContract,
  RunKept,
  RunPageState,
  runViewContract,
  ShownRun,
} from '../../../src/common/contracts/training/run-view';
import type { NotificationOf } from '../../../src/common/rpc/contract';
import type { RpcPeer } from '../../../src/common/rpc/peer';
import type { VsCodeApi } from '../../shared/rpc/vscode-api';
import { NextFrame } from '../../shared/store/next-frame';
import { ViewStore } from '../../shared/store/view-store';
import { readView, type CurveView } from './kept-view';
import { StepLog } from './step-log';

/** What the page of a run may ask of the extension host. */
export type RunHost = Pick<RpcPeer<typeof runViewContract, typeof runHostContract>, 'request'>;
export type RunAction = (typeof runActions)[number];
export type ComparisonState = NotificationOf<typeof runViewContract, 'comparison'>;
type Steps = NotificationOf<typeof runViewContract, 'steps'>;

/** A run with its steps, as the curves show it. */
export interface RunOnShow {
  readonly run: ShownRun;
  readonly log: StepLog;
}

const noComparison: ComparisonState = { phase: 'none', message: '', result: null };

/** What the elements of the page share: the host's state, the steps of all runs on show, and the place that is pointed at. */
export class RunStore extends ViewStore {
  readonly #host: RunHost;
  readonly #api: Pick<VsCodeApi, 'getState' | 'setState'>;
  readonly #logs = new Map<string, StepLog>();
  readonly #overlays = new Map<string, ShownRun>();
  /** Steps come in many messages: they are drawn once a frame. */
  readonly #frame = new NextFrame(() => super.changed());
  #page: RunPageState | null = null;
  #comparison = noComparison;
  #view: CurveView;
  #pointed: number | null = null;

  constructor(host: RunHost, api: Pick<VsCodeApi, 'getState' | 'setState'>) {
    super();
    this.#host = host;
    this.#api = api;
    this.#view = readView(api.getState());
  }

  /** Null until the host has sent it. */
  get page(): RunPageState | null {
    return this.#page;
  }

  get comparison(): ComparisonState {
    return this.#comparison;
  }

  get view(): CurveView {
    return this.#view;
  }

  /** The place on the curves' axis under pointer or keyboard: an epoch, or a step. Null for none. */
  get pointed(): number | null {
    return this.#pointed;
  }

  /** This run first, then those that are laid over it. */
  get runs(): RunOnShow[] {
    const page = this.#page;
    if (!page) return [];
    const overlays = page.others.flatMap(({ key, shown }) => {
      const run = shown ? this.#overlays.get(key) : undefined;
      return run ? [{ run, log: this.logOf(key) }] : [];
    });
    return [{ run: page.run, log: this.logOf(page.run.key) }, ...overlays];
  }

  logOf(key: string): StepLog {
    const log = this.#logs.get(key) ?? new StepLog();
    this.#logs.set(key, log);
    return log;
  }

  receivePage(page: RunPageState): void {
    this.#page = page;
    this.#keep();
    this.changed();
  }

  receiveSteps({ key, reset, columns }: Steps): void {
    const log = this.logOf(key);
    if (reset) log.clear();
    log.append(columns);
    this.changed();
  }

  receiveOverlay(run: ShownRun): void {
    this.#overlays.set(run.key, run);
    this.changed();
  }

  receiveComparison(comparison: ComparisonState): void {
    this.#comparison = comparison;
    this.changed();
  }

  look(change: Partial<CurveView>): void {
    if (change.axis !== undefined && change.axis !== this.#view.axis) this.#pointed = null;
    this.#view = { ...this.#view, ...change };
    this.#keep();
    this.changed();
  }

  point(at: number | null): void {
    if (at === this.#pointed) return;
    this.#pointed = at;
    this.changed();
  }

  perform(action: RunAction): void {
    void this.attempt(this.#host.request('act', { action }));
  }

  lay(key: string, shown: boolean): void {
    void this.attempt(this.#host.request('overlay', { key, shown }));
  }

  openMistake(index: number): void {
    void this.attempt(this.#host.request('openMistake', { index }));
  }

  compare(layer: number | null): void {
    void this.attempt(this.#host.request('compare', { layer }));
  }

  /** Hands a file to the host, which asks where it goes. What it is made of may fail as the host may refuse it. */
  save(
    name: string,
    format: 'svg' | 'png' | 'csv',
    content: () => Promise<string | Uint8Array<ArrayBuffer>> | string,
  ): void {
    const work = async () => this.#host.request('save', { name, format, content: await content() });
    void this.attempt(work());
  }

  protected override changed(): void {
    this.#frame.ask();
  }

  #keep(): void {
    if (!this.#page) return;
    this.#api.setState({ key: this.#page.run.key, ...this.#view } satisfies RunKept);
  }
}
