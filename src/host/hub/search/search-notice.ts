import { t } from '@vscode/l10n';
import type { HubNotice } from '../../../common/contracts/hub/search-view';
import { toErrorData } from '../../../common/errors/lens-error';
import type { OfflineBy } from '../connection/hub-connection';
import { EndpointError } from '../connection/endpoint';

export interface NoticeContext {
  readonly offlineBy: OfflineBy | null;
  /** How many models are on this machine, the sample included. */
  readonly models: number;
}

type NoticeAction = NonNullable<HubNotice['action']>['action'];

/** What the search view says when the Hub could not be asked, with the button that helps. */
export function searchNotice(error: unknown, context: NoticeContext): HubNotice {
  const { code, message, help } = toErrorData(error);
  const words = help === undefined ? message : `${message} ${help}`;
  const notice = (severity: HubNotice['severity'], text: string, action: NoticeAction | null): HubNotice => ({
    severity,
    text,
    action: action && { action, label: labelOf(action) },
  });
  if (error instanceof EndpointError) return notice('error', words, 'openSettings');
  switch (code) {
    case 'offline':
      return notice('offline', offlineWords(context), offlineAction(context));
    case 'network':
      return notice('warning', words, 'retry');
    case 'usage':
      return notice('error', words, 'signIn');
    case 'gated':
      return notice('info', words, 'signIn');
    case 'internal':
      return notice('error', words, 'showLog');
    default:
      return notice('error', words, 'retry');
  }
}

function offlineWords({ offlineBy, models }: NoticeContext): string {
  const works =
    models === 1
      ? t('The model on this machine works; search waits.')
      : t('The {0} models on this machine work; search waits.', models);
  if (offlineBy === 'environment') return `${t('Offline, because HF_HUB_OFFLINE says so.')} ${works}`;
  if (offlineBy === 'setting') return `${t('Offline, because the setting says so.')} ${works}`;
  return `${t('Offline.')} ${works}`;
}

/** A variable of the environment is not ours to change. */
function offlineAction({ offlineBy }: NoticeContext): NoticeAction | null {
  if (offlineBy === 'environment') return null;
  return offlineBy === 'setting' ? 'goOnline' : 'retry';
}

function labelOf(action: NoticeAction): string {
  const labels: Record<NoticeAction, string> = {
    retry: t('Retry'),
    signIn: t('Sign In'),
    goOnline: t('Go Online'),
    openSettings: t('Open Settings'),
    showLog: t('Show Log'),
  };
  return labels[action];
}
