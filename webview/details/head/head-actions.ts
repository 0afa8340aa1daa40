import { t } from '@vscode/l10n';
import type { DetailsAction, DetailsState } from '../../../src/common/contracts/hub/details-view';
import type { Download } from '../../../src/common/contracts/hub/downloads-view';

/** A button under the title. */
export interface HeadAction {
  readonly action: DetailsAction;
  readonly label: string;
  readonly icon?: string;
  readonly primary?: boolean;
}

/** What can be done with the model now, the most useful first. */
export function headActions(state: DetailsState): HeadAction[] {
  const { download, downloaded, inUse, verdict, offline } = state;
  if (download && download.phase !== 'done') return downloadActions(download);
  if (downloaded) {
    return inUse ? [] : [{ action: 'use', label: t('Use'), icon: 'check', primary: true }];
  }
  if (offline || !verdict) return [];
  switch (verdict.state) {
    case 'runs':
    case 'downloaded':
      return [{ action: 'downloadAndUse', label: t('Download and Use'), icon: 'cloud-download', primary: true }];
    case 'gated':
      return [
        { action: 'openOnHub', label: t('Accept on the Hub'), icon: 'link-external', primary: true },
        { action: 'signIn', label: t('Sign In'), icon: 'account' },
      ];
    case 'not_yet':
    case 'too_big':
      return state.weights === null && state.needed.length > 0
        ? [{ action: 'downloadAndUse', label: t('Download Tokenizer and Config'), icon: 'cloud-download' }]
        : [];
    case 'unknown':
      return [{ action: 'retry', label: t('Try Again'), icon: 'refresh', primary: true }];
  }
}

function downloadActions({ phase }: Download): HeadAction[] {
  const cancel = { action: 'cancel', label: t('Cancel'), icon: 'close' } as const;
  if (phase === 'paused') return [{ action: 'resume', label: t('Resume'), icon: 'play', primary: true }, cancel];
  if (phase === 'failed') return [{ action: 'resume', label: t('Try Again'), icon: 'refresh', primary: true }, cancel];
  return [{ action: 'pause', label: t('Pause'), icon: 'debug-pause' }, cancel];
}
