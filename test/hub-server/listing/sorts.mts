import type { ModelFacts } from '../repos/model-facts.mts';

/** The orders of a listing, highest first. */
export const sorts = [
  'createdAt',
  'downloads',
  'likes',
  'lastModified',
  'likes30d',
  'trendingScore',
  'num_parameters',
  'mainSize',
  'id',
] as const;
export type Sort = (typeof sorts)[number];

const float32Bytes = 4;

const keys: Readonly<Record<Exclude<Sort, 'id'>, (facts: ModelFacts) => number | string>> = {
  createdAt: (facts) => facts.createdAt,
  downloads: (facts) => facts.downloads,
  likes: (facts) => facts.likes,
  lastModified: (facts) => facts.lastModified,
  likes30d: (facts) => facts.likes / 30,
  trendingScore: (facts) => facts.trendingScore,
  num_parameters: (facts) => facts.parameters ?? 0,
  mainSize: (facts) => (facts.parameters ?? 0) * float32Bytes,
};

/** Models in an order; equal ones, and all of them for `id`, by their id from A to Z. */
export function sorted(models: readonly ModelFacts[], sort: Sort): ModelFacts[] {
  const key = sort === 'id' ? () => 0 : keys[sort];
  const keyed = models.map((facts) => ({ facts, key: key(facts) }));
  keyed.sort((one, other) => (one.key === other.key ? byId(one.facts, other.facts) : one.key > other.key ? -1 : 1));
  return keyed.map(({ facts }) => facts);
}

function byId(one: ModelFacts, other: ModelFacts): number {
  return one.id < other.id ? -1 : 1;
}
