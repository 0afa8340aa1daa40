import { t } from '@vscode/l10n';
import type { Check } from '../../../src/common/contracts/hub/assessment';

/** What was looked at. */
export function checkName(what: Check['what']): string {
  const names: Record<Check['what'], string> = {
    weights: t('Weights'),
    architecture: t('Architecture'),
    tokenizer: t('Tokenizer'),
    inside: t('Inside'),
    memory: t('Memory'),
    access: t('Access'),
  };
  return names[what];
}

/** How a check's outcome is drawn, and what a screen reader says for it. */
export function checkLook(state: Check['state']): { icon: string; tone: string; word: string } {
  switch (state) {
    case 'yes':
      return { icon: 'pass', tone: 'good', word: t('fine') };
    case 'no':
      return { icon: 'circle-slash', tone: 'none', word: t('not possible') };
    case 'warning':
      return { icon: 'warning', tone: 'warning', word: t('attention') };
    case 'info':
      return { icon: 'info', tone: 'info', word: t('note') };
  }
}
