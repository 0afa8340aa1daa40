import type { Axis, AxisOptions } from '../../../../src/common/contracts/internals/run-row';
import type { HiddenStack, Internals } from '../../../../src/common/contracts/internals/stacks';
import type { Run } from '../../../../src/common/contracts/run';
import type { ErrorData } from '../../../../src/common/errors/lens-error';
import { entriesOfTokens } from '../../internals/axis/axis-entries';
import { TokenAxis } from '../../internals/axis/token-axis';
import { Kept } from '../../../shared/store/kept';
import { InternalsQuestion, type InternalsResult } from '../../internals/internals-question';
import type { StoreElement } from '../../store/store-element';
import { BlockAxis } from './block-axis';
import type { LayersScene, Neighbours, TokenCosines } from './layers-scene';
import { normScale, type NormScale } from './norm-scale';
import type { TokenChoice } from './token-choice';

/** Most pixels of a side of the cosines between tokens: of longer texts they are means. */
const mostCosines = 512;

/** How far the tab has come. */
export interface LayersStand {
  readonly scene: LayersScene | null;
  readonly internals: Internals | null;
  /** Why there is nothing to show. */
  readonly failure: ErrorData | null;
  /** Why a part of it is not there. */
  readonly partFailure: ErrorData | null;
  /** What the engine is at, when it takes long. */
  readonly progress: string | null;
  readonly waiting: boolean;
}

type Overview = InternalsResult<'hiddenOverview'>;

/** Asks what the tab needs, one after the other, and keeps every object as long as it means the same. */
export class LayersSource {
  readonly #host: StoreElement;
  readonly #choice: TokenChoice;
  readonly #internals: InternalsQuestion<'internals'>;
  readonly #overview: InternalsQuestion<'hiddenOverview'>;
  readonly #cosines: InternalsQuestion<'hiddenCosines'>;
  readonly #neighbours: InternalsQuestion<'hiddenNeighbours'>;
  readonly #axis = new Kept<TokenAxis>();
  readonly #norms = new Kept<NormScale>();
  readonly #tokenCosines = new Kept<TokenCosines | null>();
  readonly #near = new Kept<Neighbours | null>();
  readonly #scene = new Kept<LayersScene>();
  #late = 0;
  #partFailure: ErrorData | null = null;

  constructor(host: StoreElement, choice: TokenChoice) {
    this.#host = host;
    this.#choice = choice;
    this.#internals = new InternalsQuestion(host, 'internals');
    this.#overview = new InternalsQuestion(host, 'hiddenOverview');
    this.#cosines = new InternalsQuestion(host, 'hiddenCosines');
    this.#neighbours = new InternalsQuestion(host, 'hiddenNeighbours');
  }

  askAgain(): void {
    for (const question of [this.#internals, this.#overview, this.#cosines, this.#neighbours]) question.askAgain();
  }

  /** What is known of the row on show. */
  stand(run: Run): LayersStand {
    const { row } = this.#host.store;
    const internals = this.#internals.ask({ runId: run.runId, row });
    const { look } = this.#host.store.view;
    const stack = internals.value && stackOf(internals.value, look.kind);
    const asked = stack && { runId: run.runId, row, kind: stack.kind, axis: look.axis };
    const overview = this.#overview.ask(asked && { ...asked, pathOf: null });
    this.#partFailure = null;
    const scene = asked && overview.value ? this.#of(asked, stack, internals.value.hiddenStates, overview.value) : null;
    return {
      scene,
      internals: internals.value,
      failure: internals.failure ?? overview.failure,
      partFailure: this.#partFailure,
      progress: internals.progress ?? overview.progress,
      waiting: internals.waiting || overview.waiting,
    };
  }

  #of(
    asked: { runId: number; row: number; kind: HiddenStack['kind']; axis: AxisOptions },
    stack: HiddenStack,
    stacks: readonly HiddenStack[],
    overview: Overview,
  ): LayersScene {
    const { runId, row, axis: options } = asked;
    const state = Math.min(this.#host.store.view.look.state, overview.states - 1);
    const axis = this.#axisOf(stack, overview.tokens);
    const chosen = entriesOfTokens(axis.axis, this.#choice.tokens(stack.sequence));
    const last = entriesOfTokens(axis.axis, this.#choice.tokens(stack.sequence).slice(-1))[0];
    const norms = this.#norms.get([overview.norms], () => normScale(overview.norms));
    const cosines = this.#cosinesOf({ ...asked, state, size: mostCosines }, axis);
    const neighbours = this.#nearOf(last === undefined ? null : { ...asked, state, token: last });
    const parts = [runId, row, options, stack, state, axis, overview, cosines, neighbours, chosen.join()];
    return this.#scene.get(parts, () => ({
      ...{ runId, row, options, stacks, stack, state, axis, overview, norms, cosines, neighbours, chosen },
    }));
  }

  /** An axis whose missing tokens have come is made anew, so that pictures are painted again with them. */
  #axisOf({ sequence }: HiddenStack, tokens: Axis): TokenAxis {
    const { store } = this.#host;
    const make = (): TokenAxis => new TokenAxis(store, store.row, sequence, tokens);
    const found = this.#axis.get([tokens, sequence, store.row, this.#late], make);
    if (!found.outdated) return found;
    this.#late += 1;
    return this.#axis.get([tokens, sequence, store.row, this.#late], make);
  }

  #cosinesOf(asked: Parameters<InternalsQuestion<'hiddenCosines'>['ask']>[0], axis: TokenAxis): TokenCosines | null {
    const { shown, failure } = this.#cosines.ask(asked);
    this.#partFailure = failure;
    const sameAxis = JSON.stringify(shown?.params.axis) === JSON.stringify(asked?.axis);
    if (!shown || !sameAxis || shown.params.kind !== asked?.kind) return null;
    const { params, value } = shown;
    return this.#tokenCosines.get([value, axis], () => ({
      values: value.values,
      axis: new BlockAxis(axis, value.size),
      state: params.state,
    }));
  }

  #nearOf(asked: Parameters<InternalsQuestion<'hiddenNeighbours'>['ask']>[0]): Neighbours | null {
    const { value, failure } = this.#neighbours.ask(asked);
    this.#partFailure ??= failure;
    if (!asked || !value) return null;
    return this.#near.get([value], () => ({ entry: asked.token, state: asked.state, ...value }));
  }
}

function stackOf({ hiddenStates }: Internals, kind: string): HiddenStack | null {
  const wanted = kind === 'cross' ? 'decoder' : kind;
  return hiddenStates.find((stack) => stack.kind === wanted) ?? hiddenStates[0] ?? null;
}
