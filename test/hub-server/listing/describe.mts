import { bytesOf, type Content } from '../content/content.mts';
import { authorOf, databaseId, tagsOf } from '../repos/model-facts.mts';
import type { Repo } from '../repos/repo.mts';
import { siblingsOf } from './siblings.mts';
import { safetensorsOf } from './safetensors.mts';

/** What is told of a model: a way to find out each field that may be asked for by `expand`. */
const fields: Readonly<Record<string, (repo: Repo, commit: string) => unknown>> = {
  author: (repo) => authorOf(repo.id) ?? undefined,
  baseModels: () => null,
  cardData: cardOf,
  config: configOf,
  createdAt: (repo) => repo.facts.createdAt,
  disabled: (repo) => repo.facts.disabled,
  downloads: (repo) => repo.facts.downloads,
  downloadsAllTime: (repo) => repo.facts.downloads * 12,
  gated: (repo) => repo.facts.gated,
  gguf: () => undefined,
  inference: () => undefined,
  lastModified: (repo) => repo.facts.lastModified,
  library_name: (repo) => repo.facts.library ?? undefined,
  likes: (repo) => repo.facts.likes,
  mask_token: () => undefined,
  'model-index': () => null,
  pipeline_tag: (repo) => repo.facts.task ?? undefined,
  private: (repo) => repo.facts.private,
  safetensors: safetensorsOf,
  sha: (_repo, commit) => commit,
  siblings: (repo, commit) => siblingsOf(repo.files(commit), false),
  spaces: () => [],
  tags: (repo) => tagsOf(repo.facts),
  transformersInfo: () => undefined,
  trendingScore: (repo) => repo.facts.trendingScore,
  usedStorage: (repo, commit) => [...repo.files(commit).values()].reduce((sum, { size }) => sum + size, 0),
  widgetData: () => undefined,
};

/** The fields of a listing's items unless others are asked for. */
export const plainFields = ['likes', 'private', 'downloads', 'tags', 'pipeline_tag', 'library_name', 'createdAt'];

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
export async function describe(repo: Repo, commit: string, names: readonly string[]): Promise<Record<string, unknown>> {
  const entries = names.map(async (name) => [name, await fields[name]?.(repo, commit)] as const);
  return { _id: databaseId(repo.id), id: repo.id, ...Object.fromEntries(await Promise.all(entries)) };
}

/** What the Hub keeps of config.json. */
async function configOf(repo: Repo, commit: string): Promise<unknown> {
  const config = await jsonOf(repo.files(commit).get('config.json'));
  if (config === null) return undefined;
  return { architectures: config['architectures'], model_type: config['model_type'] };
}

function cardOf({ facts }: Repo): unknown {
  const { license, languages, library, task } = facts;
  return {
    ...(license === null ? {} : { license }),
    ...(languages.length === 0 ? {} : { language: languages }),
    ...(library === null ? {} : { library_name: library }),
    ...(task === null ? {} : { pipeline_tag: task }),
  };
}

async function jsonOf(content: Content | undefined): Promise<Record<string, unknown> | null> {
  if (content === undefined || content.size > 1_000_000) return null;
  try {
    return JSON.parse((await bytesOf(content)).toString()) as Record<string, unknown>;
  } catch (error) {
    // The Hub says nothing of a config that it cannot read.
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
