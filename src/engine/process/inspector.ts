import { LensError } from '../../common/errors/lens-error';
import { unwrap } from '../../common/errors/outcome';
import type { CancellationSignal } from '../../common/rpc/cancellation';
import type { LayerComputer } from '../internals/recompute/layer-computer';
import { LayerParts } from '../internals/recompute/layer-parts';
import type { Checkpoint } from '../models/checkpoint';
import { completeDecoder } from '../models/decoder-inputs';
import type { LoadedModel, ModelInputs, ModelOutputs } from '../models/loaded-model';
import type { RowTokens } from '../internals/store/stacks';
import type { EncodedBatch } from '../tokenizers/text-tokenizer';
import { idInputs, type TokenIds } from '../internals/store/id-inputs';
import { inspectedRows, inspectInputs, inspectRow, type InspectContext } from '../internals/store/inspect-row';
import type { InspectedRow } from '../internals/store/inspected-row';
import { InternalsStore } from '../internals/store/internals-store';
import { limitsFor, type InternalsLimits } from '../internals/store/limits';
import { batchRows, rowInputs, rowTokens } from '../internals/store/row-inputs';
import { headResults, internalBytes, namedResults, wantedResults } from '../internals/store/wanted-results';
import type { Engine } from './engine';
import { freeMemory } from './free-memory';

/** A batch that is computed and kept whole. */
export interface WholeBatch {
  open(): Promise<LoadedModel>;
  rows(outputs: ModelOutputs, ms: number): readonly InspectedRow[];
}

/** Looks into the model for rows of kept runs, and keeps what it found. */
export class Inspector {
  readonly #store = new InternalsStore();
  #layers: LayerComputer | undefined;
  /** What was looked at last that is no row of a run. */
  #ofIds: { readonly key: string; readonly inspected: InspectedRow } | undefined;

  constructor(
    private readonly engine: Engine,
    private readonly fixedLimits: InternalsLimits | null,
  ) {}

  get limits(): InternalsLimits {
    return this.fixedLimits ?? limitsFor(freeMemory());
  }

  /**
   * The inside of the model for a row, computed when that has not been done.
   * @throws LensError `not-found` for a run that is no longer kept, `too-big`, `cancelled`, or why the model cannot run
   */
  async row(runId: number, row: number, signal: CancellationSignal, onLoad?: () => void): Promise<InspectedRow> {
    this.engine.runs.row(runId, row);
    const known = this.#store.get(runId, row);
    if (known !== undefined) return known;
    return this.engine.turns.inOrder(async () => {
      signal.throwIfAborted();
      const meanwhile = this.#store.get(runId, row);
      if (meanwhile !== undefined) return meanwhile;
      const { limits } = this;
      const inspected = await inspectRow(await this.#context(limits, onLoad), this.engine.runs.get(runId).batch, row);
      this.#store.add(runId, row, inspected, limits.keptBytes);
      return inspected;
    });
  }

  /**
   * The inside of the model for tokens that are no row of a run; that of the last ones is kept.
   * @throws LensError `too-big`, `cancelled`, or why the model cannot run
   */
  async ofIds(ids: TokenIds, signal: CancellationSignal): Promise<InspectedRow> {
    const key = JSON.stringify(ids);
    return this.engine.turns.inOrder(async () => {
      signal.throwIfAborted();
      if (this.#ofIds?.key === key) return this.#ofIds.inspected;
      this.#ofIds = undefined;
      const context = await this.#context(this.limits);
      const inspected = await inspectInputs(context, idInputs(context.checkpoint, ids));
      this.#ofIds = { key, inspected };
      return inspected;
    });
  }

  /**
   * How a batch is computed whole, logits and inside in one pass; null where that is too much. Of a single long row the
   * hidden states are kept alone, and attentions computed from them. Must be called when it is the batch's turn.
   */
  async wholeBatch(batch: EncodedBatch): Promise<WholeBatch | null> {
    const { limits } = this;
    const context = await this.#context(limits);
    const { checkpoint } = context;
    const rows = batchRows(batch);
    const bytes = internalBytes(checkpoint, rows);
    const keepsAll = bytes <= (rows.length > 1 ? limits.batchBytes : limits.keptBytes);
    if (bytes === 0 || (!keepsAll && rows.length > 1)) return null;
    const [first] = rows;
    const names = keepsAll || first === undefined ? namedResults(checkpoint, true) : fitting(checkpoint, first, limits);
    if (names === null) return null;
    context.makeRoom();
    return {
      open: () => context.open(names),
      rows: (outputs, ms) => inspectedRows(context, batch, outputs, ms),
    };
  }

  /** A row alone, without padding, as the model's inputs, its decoder's included. @throws LensError `not-found` */
  async inputsOf(runId: number, row: number): Promise<ModelInputs> {
    const opened = unwrap((await this.engine.opened()).checkpoint);
    const { batch } = this.engine.runs.get(runId);
    const tokens = rowTokens(batch, row);
    if (tokens === null) throw new LensError('not-found', `The result has no row ${row}.`);
    const { inputs } = rowInputs(opened, batch, row, tokens);
    if (opened.decoder === null || inputs.decoder !== undefined) return inputs;
    return { ...inputs, decoder: completeDecoder(inputs, opened.decoder, opened.info) };
  }

  /** What the model's head gives for a row, for every token. */
  async headOf(inputs: ModelInputs, signal: CancellationSignal): Promise<ModelOutputs> {
    const context = await this.#context(this.limits);
    const names = headResults(context.checkpoint);
    if (names.length === 0) return new Map();
    return this.engine.turns.inOrder(async () => {
      signal.throwIfAborted();
      return (await context.open(names)).run(inputs);
    });
  }

  /** Keeps what a run found of its rows. */
  keep(runId: number, rows: readonly InspectedRow[]): void {
    const limit = this.limits.keptBytes;
    for (const [row, inspected] of [...rows.entries()].reverse()) this.#store.add(runId, row, inspected, limit);
  }

  /** What looking into the model takes. */
  async #context(limits: InternalsLimits, onLoad?: () => void): Promise<InspectContext> {
    const { checkpoint, device, threads, storage } = await this.engine.opened();
    const opened = unwrap(checkpoint);
    const slots = await this.engine.slots();
    const open = (names: readonly string[]): Promise<LoadedModel> => {
      if (!slots.isOpen('inside')) onLoad?.();
      return slots.get('inside', names);
    };
    this.#layers ??= opened.format === 'onnx' ? wholeModel(open) : new LayerParts(opened, { device, threads, storage });
    return {
      checkpoint: opened,
      device,
      limits,
      layers: this.#layers,
      open,
      makeRoom: () => {
        this.#ofIds = undefined;
        this.#store.shrink(limits.keptBytes / 2);
      },
      inTurn: (work) => this.engine.turns.inOrder(work),
    };
  }
}

/** An ONNX file has no parts: of one layer's attention it is run as a whole, with that alone as its result. */
function wholeModel(open: (names: readonly string[]) => Promise<LoadedModel>): LayerComputer {
  return { compute: async (names, inputs) => (await open(names)).run(inputs) };
}

/** What a row is run for; null where not even one layer of it fits, which is told to who asks for its inside. */
function fitting(checkpoint: Checkpoint, tokens: RowTokens, limits: InternalsLimits): string[] | null {
  try {
    return wantedResults(checkpoint, tokens, limits);
  } catch (error) {
    if (error instanceof LensError && error.code === 'too-big') return null;
    throw error;
  }
}
