import { authorOf, type ModelFacts, tagsOf } from '../repos/model-facts.mts';
import type { RepoStore } from '../repos/store.mts';

/** The order of a listing, highest first. */
export const sorts = ['trendingScore', 'downloads', 'likes', 'lastModified', 'createdAt', 'id'] as const;
export type Sort = (typeof sorts)[number];

/** What a listing is to hold; null lets everything through. */
export interface ListingQuery {
  readonly search: string | null;
  readonly author: string | null;
  readonly task: string | null;
  /** Tags that a model must have, all of them. */
  readonly tags: readonly string[];
  readonly gated: boolean | null;
  readonly sort: Sort;
}

/** A page: the models, and where the next one begins; null on the last. */
export interface ListingPage {
  readonly models: readonly ModelFacts[];
  readonly next: number | null;
}

interface Indexed {
  readonly facts: ModelFacts;
  readonly name: string;
  readonly tags: ReadonlySet<string>;
}

/** The models in each order, kept until something changes: a page is a walk that stops when it is full. */
export class Listing {
  readonly #store: RepoStore;
  #version = -1;
  #indexed: Indexed[] = [];
  readonly #orders = new Map<Sort, readonly Indexed[]>();

  constructor(store: RepoStore) {
    this.#store = store;
  }

  /** Models from position `start` of the order on, those that `visible` admits. */
  page(query: ListingQuery, start: number, limit: number, visible: (facts: ModelFacts) => boolean): ListingPage {
    const order = this.#order(query.sort);
    const matches = matcher(query);
    const models: ModelFacts[] = [];
    for (let at = start; at < order.length; at += 1) {
      const each = order[at];
      if (each === undefined || !matches(each) || !visible(each.facts)) continue;
      if (models.length === limit) return { models, next: at };
      models.push(each.facts);
    }
    return { models, next: null };
  }

  #order(sort: Sort): readonly Indexed[] {
    if (this.#version !== this.#store.version) {
      this.#version = this.#store.version;
      this.#orders.clear();
      this.#indexed = this.#store.all().map(indexed);
    }
    const known = this.#orders.get(sort);
    if (known !== undefined) return known;
    const order = this.#indexed.toSorted((one, other) => compare(one.facts, other.facts, sort));
    this.#orders.set(sort, order);
    return order;
  }
}

function indexed(facts: ModelFacts): Indexed {
  return { facts, name: facts.id.toLowerCase(), tags: new Set(tagsOf(facts)) };
}

/** Each word of a search must be a part of the id. */
function matcher({ search, author, task, tags, gated }: ListingQuery): (model: Indexed) => boolean {
  const words = (search ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  return (model) =>
    words.every((word) => model.name.includes(word)) &&
    (author === null || authorOf(model.facts.id) === author) &&
    (task === null || model.facts.task === task) &&
    (gated === null || (model.facts.gated !== false) === gated) &&
    tags.every((tag) => model.tags.has(tag));
}

function compare(one: ModelFacts, other: ModelFacts, sort: Sort): number {
  const byId = one.id < other.id ? -1 : 1;
  if (sort === 'id' || one[sort] === other[sort]) return byId;
  return one[sort] > other[sort] ? -1 : 1;
}
