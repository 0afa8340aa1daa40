import { join } from 'node:path';
import type { Download } from '../../../common/contracts/hub/downloads-view';
import { listCachedModels, type CachedModel } from '../../../hub/cache/cached-models';
import { repoIdOf } from '../../../hub/cache/repo-folder';
import { snapshotFiles } from '../../../hub/cache/snapshot';
import { partialDownload } from '../../../hub/download/download-model';
import type { Environment } from '../../../hub/env';
import { entriesOf } from '../../../hub/files/look';
import { sampleModelName } from '../../../hub/models/resolve-model';
import { hubIdOf, hubName } from '../../models/hub-id';

/** A line of the tree of models. `name` is the one under which the model is used. */
export type ModelNode =
  | { readonly kind: 'sample'; readonly name: string; readonly bytes: number; readonly inUse: boolean }
  | { readonly kind: 'folder'; readonly name: string; readonly inUse: boolean }
  | CachedNode
  | { readonly kind: 'download'; readonly id: string; readonly download: Download }
  /** Left by a download that is on no list. */
  | { readonly kind: 'partial'; readonly id: string; readonly bytes: number };

export interface CachedNode {
  readonly kind: 'cached';
  readonly id: string;
  readonly name: string;
  readonly model: CachedModel;
  readonly byPython: boolean;
  readonly favourite: boolean;
  readonly inUse: boolean;
}

export interface ModelNodesParams {
  readonly env: Environment;
  readonly cache: string;
  readonly sampleFolder: string;
  /** The name of the model in use. */
  readonly inUse: string;
  readonly folders: readonly string[];
  readonly downloads: readonly Download[];
  readonly isOwn: (id: string) => boolean;
  readonly isFavourite: (id: string) => boolean;
}

/** The models of this machine: the one in use first, then downloads, then the most recently used. */
export async function modelNodes(params: ModelNodesParams): Promise<ModelNode[]> {
  const downloads = params.downloads.filter(({ phase }) => phase !== 'done');
  const loading = new Set(downloads.map(({ id }) => id));
  const models = await listCachedModels(params.env);
  const partial = (await partialNodes(params.cache, models)).filter(({ id }) => !loading.has(id));
  const unfinished = new Set([...loading, ...partial.map(({ id }) => id)]);
  const cached = models.filter((model) => !unfinished.has(model.id) || isWhole(model));
  const nodes: ModelNode[] = [
    ...downloads.map((download) => ({ kind: 'download' as const, id: download.id, download })),
    ...cached.map((model) => cachedNode(model, params)),
    ...partial,
    ...params.folders.map((name) => ({ kind: 'folder' as const, name, inUse: name === params.inUse })),
    await sampleNode(params),
  ];
  return [...nodes.filter(isInUse), ...nodes.filter((node) => !isInUse(node))];
}

/** What an earlier download has left of models that are not whole. */
async function partialNodes(cache: string, models: readonly CachedModel[]) {
  const whole = new Set(models.filter(isWhole).map(({ id }) => id));
  const ids = (await entriesOf(cache)).flatMap(({ name }) => repoIdOf(name) ?? []).filter((id) => !whole.has(id));
  const nodes = await Promise.all(
    ids.map(async (id) => ({ kind: 'partial' as const, id, bytes: await partialDownload(cache, id) })),
  );
  return nodes.filter(({ bytes }) => bytes > 0);
}

/** The ref is written last: a model that has one was downloaded to its end, or is Python's. */
function isWhole({ revisions }: CachedModel): boolean {
  return revisions.some(({ refs }) => refs.length > 0);
}

function cachedNode(model: CachedModel, { inUse, isOwn, isFavourite }: ModelNodesParams): CachedNode {
  const { id, revisions } = model;
  const [first] = revisions;
  // Where there is no main, only the name of a revision finds one of several.
  const named = revisions.length === 1 || first?.refs.includes('main');
  const revision = named ? null : (first?.refs[0] ?? first?.commit ?? null);
  return {
    kind: 'cached',
    id,
    name: hubName(id, revision),
    model,
    byPython: !isOwn(id),
    favourite: isFavourite(id),
    inUse: hubIdOf(inUse) === id,
  };
}

async function sampleNode({ sampleFolder, inUse }: ModelNodesParams): Promise<ModelNode> {
  const files = await snapshotFiles(join(sampleFolder));
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  return { kind: 'sample', name: sampleModelName, bytes, inUse: inUse === sampleModelName };
}

function isInUse(node: ModelNode): boolean {
  return 'inUse' in node && node.inUse;
}
