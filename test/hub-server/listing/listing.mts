import { authorOf, type ModelFacts } from '../repos/model-facts.mts';
import type { RepoStore } from '../repos/store.mts';
import type { ParameterRange } from './parameter-range.mts';
import { Order } from './order.mts';
import type { Sort } from './sorts.mts';

/** What a listing is to hold; null lets everything through. */
export interface ListingQuery {
  readonly search: string | null;
  readonly author: string | null;
  readonly task: string | null;
  /** Tags that a model must have, all of them. */
  readonly tags: readonly string[];
  readonly parameters: ParameterRange | null;
  readonly gated: boolean | null;
  readonly sort: Sort;
}

/** A page: the models, and where the next one begins; null on the last. */
export interface ListingPage {
  readonly models: readonly ModelFacts[];
  readonly next: number | null;
}

/** The models in each order, kept until something changes: a page is a walk that stops when it is full. */
export class Listing {
  readonly #store: RepoStore;
  readonly #orders = new Map<Sort, Order>();
  #version = -1;

  constructor(store: RepoStore) {
    this.#store = store;
  }

  /** Puts the models in order before they are asked for. */
  prepare(...all: readonly Sort[]): void {
    for (const sort of all) this.#order(sort);
  }

  /** Models from position `start` of the order on, those that `visible` admits. */
  page(query: ListingQuery, start: number, limit: number, visible: (facts: ModelFacts) => boolean): ListingPage {
    const order = this.#order(query.sort);
    const words = (query.search ?? '').toLowerCase().split(/\s+/).filter(Boolean);
    const models: ModelFacts[] = [];
    for (const [at, facts] of order.search(words, start)) {
      if (!matches(query, facts, order) || !visible(facts)) continue;
      if (models.length === limit) return { models, next: at };
      models.push(facts);
    }
    return { models, next: null };
  }

  #order(sort: Sort): Order {
    if (this.#version !== this.#store.version) {
      this.#version = this.#store.version;
      this.#orders.clear();
    }
    const order = this.#orders.get(sort) ?? new Order(this.#store.all(), sort);
    this.#orders.set(sort, order);
    return order;
  }
}

function matches(query: ListingQuery, facts: ModelFacts, order: Order): boolean {
  const { author, task, tags, parameters, gated } = query;
  return (
    (author === null || authorOf(facts.id) === author) &&
    (task === null || facts.task === task) &&
    (parameters === null || isWithin(facts.parameters, parameters)) &&
    (gated === null || (facts.gated !== false) === gated) &&
    tags.every((tag) => order.tags(facts).includes(tag))
  );
}

function isWithin(count: number | null, [least, most]: ParameterRange): boolean {
  return count !== null && count >= least && count <= most;
}
