import { t } from '@vscode/l10n';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { formatBytes } from '../../../common/text/format-bytes';
import { readCachedModel } from '../../../hub/cache/cached-models';
import { deleteModel } from '../../../hub/cache/delete-model';
import { repoFolderName } from '../../../hub/cache/repo-folder';
import { sampleModelName } from '../../../hub/models/resolve-model';
import type { EnginePool } from '../../engine/engine-pool';
import { hubIdOf, hubName } from '../../models/hub-id';
import type { ModelService } from '../../models/model-service';
import type { HubConnection } from '../connection/hub-connection';
import type { Downloads } from '../downloads/downloads';
import { pageOf } from '../links/resolve-link';
import { revealFolder } from './reveal-folder';

export interface ModelActionParams {
  readonly connection: HubConnection;
  readonly models: ModelService;
  readonly downloads: Downloads;
  readonly engines: Pick<EnginePool, 'release'>;
  /** The model's files were deleted. */
  readonly onDelete: (id: string) => void;
}

/** What can be done with a model of the Hub, from the search, its page and the tree alike. */
export class ModelActions {
  readonly #params: ModelActionParams;

  constructor(params: ModelActionParams) {
    this.#params = params;
  }

  /** Uses a model that is downloaded. @throws LensError `not-found` when it is not */
  async use(id: string, revision: string | null): Promise<void> {
    const { models } = this.#params;
    const name = hubName(id, revision);
    await models.find(name);
    await models.choose(name);
  }

  download(id: string, revision: string | null, use: boolean): void {
    this.#params.downloads.start({ id, revision, use });
  }

  async setFavourite(id: string, favourite: boolean): Promise<void> {
    await this.#params.models.setFavourite(id, favourite);
  }

  /** Shows a folder of the model, or all of what the cache has of it. */
  async reveal(id: string, folder: string | null = null): Promise<void> {
    await revealFolder(folder ?? this.#repoFolder(id));
  }

  async openOnHub(id: string): Promise<void> {
    await vscode.env.openExternal(vscode.Uri.parse(pageOf(this.#params.connection.endpoint, id), true));
  }

  async copyId(id: string): Promise<void> {
    await vscode.env.clipboard.writeText(id);
    vscode.window.setStatusBarMessage(t('Copied {0}.', id), 3000);
  }

  /** Deletes a model from the cache after asking. */
  async askToDelete(id: string): Promise<void> {
    const { models } = this.#params;
    const cached = await readCachedModel(id, this.#repoFolder(id));
    const size = formatBytes(cached?.bytes ?? 0);
    const inUse = hubIdOf(models.name) === id;
    const shared = t('Python and other programs that use this cache lose it as well.');
    const confirm = t('Delete');
    const picked = await vscode.window.showWarningMessage(
      t('Delete {0} from this machine? It frees {1}.', id, size),
      { modal: true, detail: inUse ? `${shared} ${t('It is in use: the sample takes its place.')}` : shared },
      confirm,
    );
    if (picked === confirm) await this.delete(id);
  }

  /** Deletes a model from the cache. @throws LensError `disk` when it cannot be deleted */
  async delete(id: string): Promise<void> {
    const { connection, models, engines, downloads, onDelete } = this.#params;
    for (const { key, phase, id: other } of downloads.list) {
      if (other !== id) continue;
      if (phase === 'done') downloads.dismiss(key);
      else await downloads.cancel(key);
    }
    if (hubIdOf(models.name) === id) await models.choose(sampleModelName);
    // Windows deletes no file that is mapped into a process.
    await engines.release(this.#repoFolder(id));
    try {
      const { freedBytes } = await deleteModel(connection.cache, id);
      await models.memory.setOwnDownload(id, false);
      vscode.window.setStatusBarMessage(t('Deleted {0}, {1} are free again.', id, formatBytes(freedBytes)), 5000);
    } finally {
      onDelete(id);
    }
  }

  #repoFolder(id: string): string {
    return join(this.#params.connection.cache, repoFolderName(id));
  }
}
