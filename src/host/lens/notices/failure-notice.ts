import { t } from '@vscode/l10n';
import type { LensAction, Notice } from '../../../common/contracts/lens';
import { assertNever } from '../../../common/assert-never';
import type { ErrorData } from '../../../common/errors/lens-error';
import { notice } from './labels';

interface Wording {
  readonly id: string;
  readonly severity: Notice['severity'];
  readonly title: string;
  readonly actions: readonly LensAction[];
}

/** What keeps a model, its tokenizer or a run from working: what happened, the reason, what helps. */
export function failureNotice(error: ErrorData): Notice {
  const { id, severity, title, actions } = wordingOf(error);
  return notice(id, severity, title, { detail: error.message, help: error.help ?? null, actions });
}

function wordingOf({ code }: ErrorData): Wording {
  const wording = (id: string, severity: Notice['severity'], title: string, ...actions: LensAction[]): Wording => ({
    id,
    severity,
    title,
    actions,
  });
  switch (code) {
    case 'unsupported':
      return wording('unsupported', 'unsupported', t('This cannot run here yet'), 'chooseModel', 'openConfig');
    case 'missing-weights':
      return wording('missing-weights', 'info', t('The checkpoint is not complete'), 'chooseModel', 'openConfig');
    case 'bad-file':
      return wording('bad-file', 'error', t('A file of this model is broken'), 'chooseModel', 'openConfig', 'showLog');
    case 'not-found':
      return wording('not-found', 'error', t('Something is missing'), 'chooseModel', 'chooseFolder', 'useSample');
    case 'too-big':
      return wording('too-big', 'warning', t('This is too much at once'));
    case 'device':
      return wording('device', 'error', t('The device does not work'), 'chooseDevice', 'runAgain', 'showLog');
    case 'gone':
      return wording('engine-stopped', 'error', t('The engine stopped'), 'runAgain', 'chooseModel', 'showLog');
    case 'usage':
      return wording('usage', 'info', t('Nothing to read'));
    case 'cancelled':
      return wording('cancelled', 'info', t('Cancelled'), 'runAgain');
    case 'internal':
      return wording('internal', 'error', t('Something went wrong'), 'runAgain', 'showLog');
    default:
      return assertNever(code);
  }
}
