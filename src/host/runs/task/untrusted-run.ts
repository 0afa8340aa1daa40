import { t } from '@vscode/l10n';
import { LensError } from '../../../common/errors/lens-error';

/** A run that was asked for in a workspace that is not trusted. */
export class UntrustedRunError extends LensError {
  constructor() {
    super(
      'usage',
      t('This workspace is not trusted: nothing is started in it.'),
      t('Trust the workspace to fine-tune.'),
    );
  }
}
