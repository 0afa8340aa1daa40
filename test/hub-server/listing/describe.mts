import { bytesOf } from '../content/content.mts';
import { authorOf, databaseId, type ModelFacts, tagsOf } from '../repos/model-facts.mts';
import type { Repo, Snapshot } from '../repos/repo.mts';
import { safetensorsOf } from './safetensors.mts';
import { siblingsOf } from './siblings.mts';
import { tryJson } from './try-json.mts';

/** A model to describe. Its repository is made when a field needs it: most of a listing does not. */
export interface Described {
  readonly facts: ModelFacts;
  /** At a commit; that of `main` when left out. */
  readonly commit?: string;
  readonly repo: () => Repo;
}

/** What is told of a model: a way to find out each field that may be asked for by `expand`. */
const fields: Readonly<Record<string, (model: Described) => unknown>> = {
  author: ({ facts }) => authorOf(facts.id) ?? undefined,
  baseModels: () => null,
  cardData: cardOf,
  config: configOf,
  createdAt: ({ facts }) => facts.createdAt,
  disabled: ({ facts }) => facts.disabled,
  downloads: ({ facts }) => facts.downloads,
  downloadsAllTime: ({ facts }) => facts.downloads * 12,
  gated: ({ facts }) => facts.gated,
  gguf: () => undefined,
  inference: () => undefined,
  lastModified: ({ facts }) => facts.lastModified,
  library_name: ({ facts }) => facts.library ?? undefined,
  likes: ({ facts }) => facts.likes,
  mask_token: () => undefined,
  modelId: ({ facts }) => facts.id,
  'model-index': () => null,
  pipeline_tag: ({ facts }) => facts.task ?? undefined,
  private: ({ facts }) => facts.private,
  safetensors: (model) => safetensorsOf(filesOf(model)),
  sha: commitOf,
  siblings: (model) => siblingsOf(filesOf(model), false),
  spaces: () => [],
  tags: ({ facts }) => tagsOf(facts),
  transformersInfo: () => undefined,
  trendingScore: ({ facts }) => facts.trendingScore,
  usedStorage: (model) => [...filesOf(model).values()].reduce((sum, { size }) => sum + size, 0),
  widgetData: () => undefined,
};

/** The fields of a listing's items unless others are asked for. */
export const plainFields = [
  ...['modelId', 'likes', 'private', 'downloads', 'tags', 'pipeline_tag', 'library_name', 'createdAt'],
];

/** Those that `full` adds. */
export const fullFields = ['author', 'gated', 'lastModified', 'sha', 'siblings', 'disabled'];

/** Those of a model on its own. */
export const infoFields = [
  ...plainFields,
  ...fullFields,
  ...['cardData', 'config', 'safetensors', 'model-index', 'spaces', 'usedStorage'],
];

export function isField(name: string): boolean {
  return Object.hasOwn(fields, name);
}

/** A model with these fields, as JSON has it; `id` and `_id` are always there. */
export async function describe(model: Described, names: readonly string[]): Promise<Record<string, unknown>> {
  const entries = names.map(async (name) => [name, await fields[name]?.(model)] as const);
  const { id } = model.facts;
  return { _id: databaseId(id), id, ...Object.fromEntries(await Promise.all(entries)) };
}

function commitOf({ commit, repo }: Described): string {
  return commit ?? repo().head;
}

function filesOf(model: Described): Snapshot {
  return model.repo().files(commitOf(model));
}

function cardOf({ facts }: Described): unknown {
  const { license, languages, library, task } = facts;
  return {
    ...(license === null ? {} : { license }),
    ...(languages.length === 0 ? {} : { language: languages }),
    ...(library === null ? {} : { library_name: library }),
    ...(task === null ? {} : { pipeline_tag: task }),
  };
}

/** What the Hub keeps of config.json; nothing of one that it cannot read. */
async function configOf(model: Described): Promise<unknown> {
  const content = filesOf(model).get('config.json');
  if (content === undefined || content.size > 1_000_000) return undefined;
  const config = tryJson((await bytesOf(content)).toString());
  return config && { architectures: config['architectures'], model_type: config['model_type'] };
}
