import type { Listed } from '../routes/model-json.mts';
import { tagsOf } from '../routes/model-json.mts';

export interface CatalogueQuery {
  readonly search: string;
  readonly author: string | null;
  readonly task: string | null;
  readonly filters: readonly string[];
  readonly sort: string;
}

interface Entry {
  readonly listed: Listed;
  readonly words: string;
  readonly tags: ReadonlySet<string>;
}

const sortKeys: Readonly<Record<string, (model: Listed) => number | string>> = {
  trendingScore: ({ trendingScore }) => trendingScore,
  downloads: ({ downloads }) => downloads,
  likes: ({ likes }) => likes,
  lastModified: ({ lastModified }) => lastModified ?? '',
  createdAt: ({ lastModified }) => lastModified ?? '',
};

/** All models that a listing finds, kept in each order so that a search is one pass over them. */
export class Catalogue {
  #entries: Entry[] = [];
  readonly #orders = new Map<string, Entry[]>();

  add(models: readonly Listed[]): void {
    const ids = new Set(models.map(({ id }) => id));
    const kept = this.#entries.filter(({ listed }) => !ids.has(listed.id));
    const added = models.map((listed) => ({
      listed,
      words: listed.id.toLowerCase(),
      tags: new Set(tagsOf(listed)),
    }));
    this.#entries = [...kept, ...added];
    this.#orders.clear();
  }

  /** The models that every condition lets through, in the order that is asked for, highest first. */
  find({ search, author, task, filters, sort }: CatalogueQuery): Listed[] {
    const words = search.toLowerCase().split(/\s+/).filter(Boolean);
    const prefix = author === null ? '' : `${author.toLowerCase()}/`;
    const found = this.#ordered(sort).filter(
      (entry) =>
        entry.words.startsWith(prefix) &&
        (task === null || entry.listed.task === task) &&
        words.every((word) => entry.words.includes(word)) &&
        filters.every((filter) => entry.tags.has(filter)),
    );
    return found.map(({ listed }) => listed);
  }

  #ordered(sort: string): Entry[] {
    const made = this.#orders.get(sort);
    if (made) return made;
    const key = sortKeys[sort] ?? ((): number => 0);
    const ordered = this.#entries.toSorted((a, b) => compare(key(b.listed), key(a.listed)));
    this.#orders.set(sort, ordered);
    return ordered;
  }
}

function compare(a: number | string, b: number | string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
