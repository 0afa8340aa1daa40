import { t } from '@vscode/l10n';
import { LensError } from '../../../common/errors/lens-error';
import { isRepoId, isRevision } from '../../../hub/names/model-name';

/** The model that a link to VS Code names. */
export interface LinkedModel {
  readonly id: string;
  readonly revision: string | null;
}

/**
 * Reads the path and query of `vscode://…/open?model=ID&revision=R`.
 * @throws LensError `usage` for anything else
 */
export function readOpenLink({ path, query }: { readonly path: string; readonly query: string }): LinkedModel {
  const params = new URLSearchParams(query);
  const id = params.get('model') ?? '';
  const revision = params.get('revision');
  if (path !== '/open' || !isRepoId(id) || (revision !== null && !isRevision(revision))) {
    throw new LensError(
      'usage',
      t('A link to Model Lens names no model.'),
      t('Links look like {0}.', 'vscode://model-lens.model-lens/open?model=distilbert/distilbert-base-uncased'),
    );
  }
  return { id, revision: revision === 'main' ? null : revision };
}
