import { t } from '@vscode/l10n';
import { LensError } from '../../common/errors/lens-error';

/** A model of the Hub that is not, or no longer, on this machine. */
export class MissingModelError extends LensError {
  constructor(name: string) {
    super('not-found', t('The model {0} is not on this machine.', name), t('It can be downloaded from its page.'));
  }
}
