import type { Links, Matrix } from '../../../../src/common/contracts/internals/attention';
import type { AxisOptions } from '../../../../src/common/contracts/internals/run-row';
import { InternalsQuestion, type Answer } from '../../internals/internals-question';
import type { StoreElement } from '../../store/store-element';
import { GridSource } from '../grid/grid-source';

/** Rows that are asked for one by one, of matrices that are too large to be here as a whole. */
export const mostChosenRows = 8;
/** The weakest link that lines are drawn for, and how many there may be. */
export const weakestLink = 0.01;
const mostLines = 2000;
const mostStrongest = 30;
/** Most queries that a profile is the sum of. */
export const mostSummed = 4096;

export interface AskedRow {
  readonly runId: number;
  readonly row: number;
}

/** A matrix of a row on its axes. */
export interface AskedMatrix extends AskedRow {
  readonly matrix: Matrix;
  readonly axis: AxisOptions;
}

/** All that the view asks about attention. Each question keeps its answer and is asked anew when it changes. */
export class AttentionQuestions {
  readonly internals;
  readonly grid;
  readonly #rollout;
  readonly #values;
  readonly #profile;
  readonly #attendedBy;
  readonly #links;
  readonly #strongest;
  readonly #neuron;
  readonly #rows;

  constructor(host: StoreElement) {
    this.internals = new InternalsQuestion(host, 'internals');
    this.#values = new InternalsQuestion(host, 'attentionValues');
    this.#profile = new InternalsQuestion(host, 'attentionProfile');
    this.#attendedBy = new InternalsQuestion(host, 'attentionProfile');
    this.#links = new InternalsQuestion(host, 'attentionLinks');
    this.grid = new GridSource(host);
    this.#rollout = new InternalsQuestion(host, 'attentionGrid');
    this.#strongest = new InternalsQuestion(host, 'strongestLinks');
    this.#neuron = new InternalsQuestion(host, 'neuron');
    this.#rows = Array.from({ length: mostChosenRows }, () => new InternalsQuestion(host, 'attentionValues'));
  }

  /** Thumbnails of the rollout up to each layer, asked for only when it is looked at. */
  rollout({ runId, row, matrix: { kind, of }, axis }: AskedMatrix, size: number): Answer<'attentionGrid'> {
    return this.#rollout.ask(of === 'rollout' ? { runId, row, kind, of, axis, size } : null);
  }

  /** All of a matrix; nothing when it is too large to be sent. */
  values(asked: AskedMatrix, queries: number, keys: number, whole: boolean): Answer<'attentionValues'> {
    return this.#values.ask(whole ? { ...asked, queries: [0, queries], keys: [0, keys] } : null);
  }

  /** Some rows of a matrix, in their order; null where one is not here yet. */
  rowsOf(asked: AskedMatrix, queries: readonly number[], keys: number): (Float32Array | null)[] {
    const answers = this.#rows.map((question, index) => {
      const query = queries[index];
      return question.ask(query === undefined ? null : { ...asked, queries: [query, query + 1], keys: [0, keys] })
        .value;
    });
    return answers.slice(0, queries.length).map((answer) => answer?.values ?? null);
  }

  profile(asked: AskedMatrix, chosen: readonly number[]): Answer<'attentionProfile'> {
    return this.#profile.ask(chosen.length === 0 ? null : { ...asked, chosen: [...chosen], direction: 'from' });
  }

  /** Which queries attend to some keys; of no keys nothing is asked. */
  attendedBy(asked: AskedMatrix, keys: readonly number[]): Answer<'attentionProfile'> {
    return this.#attendedBy.ask(keys.length === 0 ? null : { ...asked, chosen: [...keys], direction: 'to' });
  }

  links(asked: AskedMatrix | null): Answer<'attentionLinks'> {
    return this.#links.ask(asked && { ...asked, threshold: weakestLink, limit: mostLines });
  }

  strongest({ runId, row, matrix: { kind }, axis }: AskedMatrix): Links | null {
    return this.#strongest.ask({ runId, row, kind, axis, betweenWords: true, limit: mostStrongest }).value;
  }

  /** How a head comes to the weight of a pair of tokens; null asks nothing. */
  neuron({ runId, row, matrix: { kind, layer, head } }: AskedMatrix, pair: TokenPair | null): Answer<'neuron'> {
    const params = pair && layer !== null && head !== null ? { runId, row, kind, layer, head, ...pair } : null;
    return this.#neuron.ask(params);
  }
}

/** A query and a key, as tokens. */
export interface TokenPair {
  readonly query: number;
  readonly key: number;
}
