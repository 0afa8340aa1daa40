import { t } from '@vscode/l10n';
import { LensError } from '../../common/errors/lens-error';
import { isInside } from './inside-workspace';

/** What is known of the workspace when a model is opened. */
export interface WorkspaceTrust {
  readonly trusted: boolean;
  readonly folders: readonly string[];
}

/** An untrusted workspace brings no models: its files could be made to attack the reader. */
export class UntrustedModelError extends LensError {
  constructor(folder: string) {
    super(
      'usage',
      t('The model in {0} belongs to this workspace, which is not trusted.', folder),
      t('Models from elsewhere work. Trust the workspace to use its own.'),
    );
  }
}

/** Throws an {@link UntrustedModelError} for a model folder inside a workspace that is not trusted. */
export async function checkTrust(folder: string, workspace: WorkspaceTrust): Promise<void> {
  if (!workspace.trusted && (await isInside(folder, workspace.folders))) throw new UntrustedModelError(folder);
}
