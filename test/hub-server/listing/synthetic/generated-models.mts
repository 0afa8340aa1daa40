import { type ModelFacts, quietFacts } from '../../repos/model-facts.mts';
import type { GeneratedModel } from '../../repos/store.mts';
import { encoderTensors } from './encoder-tensors.mts';
import { filesOfGenerated } from './generated-files.mts';
import { kinds, type ModelKind } from './kinds.mts';
import { pick, seeded } from './random.mts';
import { authors, corpora, languages, licenses } from './words.mts';

/** Models like those of the Hub, always the same: `count` different ones. Their files are made when they are looked at. */
export function generatedModels(count: number): GeneratedModel[] {
  const random = seeded(20_260_101);
  return Array.from({ length: count }, (_, number) => {
    const kind = pick(random, kinds);
    const facts = factsOf(random, kind, number);
    return { facts, files: () => filesOfGenerated(facts, kind) };
  });
}

function factsOf(random: () => number, kind: ModelKind, number: number): ModelFacts {
  const language = pick(random, languages);
  // Few models have many downloads: the square of a power law is close to the Hub's own distribution.
  const popularity = 1 / (1 + number) + 1e-4 * random();
  const name = [kind.base, language.name, pick(random, corpora), kind.suffix].filter((part) => part !== '').join('-');
  const day = Math.floor(random() * 900);
  return {
    ...quietFacts,
    id: `${pick(random, authors)}/${name}-${number}`,
    task: kind.task,
    library: 'transformers',
    license: pick(random, licenses),
    languages: [language.code],
    extraTags: ['safetensors', kind.config['model_type'] as string],
    downloads: Math.floor(60_000_000 * popularity * random()),
    likes: Math.floor(20_000 * popularity * random()),
    parameters: parametersOf(kind),
    trendingScore: Math.floor(1000 * popularity * random()),
    createdAt: new Date(Date.UTC(2023, 0, 1 + day)).toISOString(),
    lastModified: new Date(Date.UTC(2023, 6, 1 + day)).toISOString(),
    gated: random() < 0.03 ? 'manual' : false,
  };
}

const counted = new Map<ModelKind, number>();

function parametersOf(kind: ModelKind): number {
  const known = counted.get(kind);
  if (known !== undefined) return known;
  const sizes = encoderTensors(kind.config).map(({ shape }) => shape.reduce((all, each) => all * each, 1));
  const count = sizes.reduce((sum, each) => sum + each, 0);
  counted.set(kind, count);
  return count;
}
