import type { Downloads } from '../downloads/downloads';
import type { HubConnection } from '../connection/hub-connection';
import type { ModelService } from '../../models/model-service';
import { modelNodes } from './model-nodes';
import { ModelTreeItem } from './model-tree-item';

export interface ModelsTreeParams {
  readonly connection: HubConnection;
  readonly models: ModelService;
  readonly downloads: Downloads;
}

/** The lines of the tree of models, as this machine has them now. */
export async function modelTreeItems({ connection, models, downloads }: ModelsTreeParams): Promise<ModelTreeItem[]> {
  const nodes = await modelNodes({
    env: models.environment,
    cache: connection.cache,
    sampleFolder: models.sampleFolder,
    inUse: models.name,
    folders: models.memory.recentFolders,
    downloads: downloads.list,
    isOwn: (id) => models.memory.isOwnDownload(id),
    isFavourite: (id) => models.memory.isFavourite(id),
  });
  return nodes.map((node) => new ModelTreeItem(node));
}
