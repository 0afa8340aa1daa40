import { t } from '@vscode/l10n';
import type { Assessment, Check } from '../../../common/contracts/hub/assessment';
import type { RepoInfo } from '../../../common/contracts/hub/details-view';
import type { Judgement } from '../../../hub/inspect/judge-repo';

/** The assessment with a line that says who may read the model, which only the Hub knows. Its files were read. */
export function withAccess({ info, assessment }: Pick<Judgement, 'info' | 'assessment'>): Assessment | null {
  if (!info || !assessment) return assessment;
  const access: Check = { what: 'access', state: 'yes', text: accessWords(info) };
  return { ...assessment, checks: [...assessment.checks, access] };
}

function accessWords({ gated, private: isPrivate }: RepoInfo): string {
  if (isPrivate) return t('private, and your account may read it');
  return gated === false ? t('public, no sign-in') : t('gated, and your account has access');
}
