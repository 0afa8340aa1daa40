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
  const card = notice(id, severity, title, { detail: error.message, help: error.help ?? null, actions });
  return error.code === 'unsupported' ? { ...card, actions: card.actions.map(findingOneThatRuns) } : card;
}

/** To whom this model does not run, any other would do that does. */
function findingOneThatRuns(button: Notice['actions'][number]): Notice['actions'][number] {
  return button.action === 'findModel' ? { ...button, label: t('Find One That Runs') } : button;
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
      return wording(
        'unsupported',
        'unsupported',
        t('This cannot run here yet'),
        'findModel',
        'chooseModel',
        'openConfig',
      );
    case 'missing-weights':
      return wording('missing-weights', 'info', t('The checkpoint is not complete'), 'chooseModel', 'openConfig');
    case 'bad-file':
      return wording('bad-file', 'error', t('A file of this model is broken'), 'chooseModel', 'openConfig', 'showLog');
    case 'not-found':
      return wording('not-found', 'error', t('Something is missing'), 'chooseModel', 'findModel', 'useSample');
    case 'too-big':
      return wording('too-big', 'warning', t('This is too much at once'));
    case 'device':
      return wording('device', 'error', t('The device does not work'), 'chooseDevice', 'runAgain', 'showLog');
    case 'gone':
      return wording('engine-stopped', 'error', t('The engine stopped'), 'runAgain', 'chooseModel', 'showLog');
    case 'usage':
      return wording('usage', 'info', t('Nothing to read'));
    case 'offline':
      return wording('offline', 'offline', t('There is no network'), 'runAgain', 'chooseModel');
    case 'network':
      return wording('network', 'error', t('The Hub did not answer as it should'), 'runAgain', 'chooseModel');
    case 'gated':
      return wording('gated', 'info', t('The Hub asks for access first'), 'findModel', 'chooseModel');
    case 'disk':
      return wording('disk', 'error', t('The disk cannot be written'), 'runAgain', 'showLog');
    case 'cancelled':
      return wording('cancelled', 'info', t('Cancelled'), 'runAgain');
    case 'diverged': // of training, which the Lens does not do
    case 'internal':
      return wording('internal', 'error', t('Something went wrong'), 'runAgain', 'showLog');
    default:
      return assertNever(code);
  }
}
