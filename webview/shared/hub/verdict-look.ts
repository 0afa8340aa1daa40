import { t } from '@vscode/l10n';
import { css } from 'lit';
import type { Verdict } from '../../../src/common/contracts/hub/assessment';

/** How a verdict is drawn: a codicon, and the class that colours it. Every meaning has a shape beside its colour. */
export interface VerdictLook {
  readonly icon: string;
  readonly tone: 'good' | 'info' | 'warning' | 'none';
}

const looks: Record<Verdict['state'], VerdictLook> = {
  runs: { icon: 'pass', tone: 'good' },
  downloaded: { icon: 'pass-filled', tone: 'good' },
  gated: { icon: 'lock', tone: 'info' },
  not_yet: { icon: 'circle-slash', tone: 'none' },
  too_big: { icon: 'warning', tone: 'warning' },
  unknown: { icon: 'question', tone: 'none' },
};

export function verdictLook(state: Verdict['state']): VerdictLook {
  return looks[state];
}

/** The verdict's name alone: `Runs here`. */
export function verdictName(state: Verdict['state']): string {
  const names: Record<Verdict['state'], string> = {
    runs: t('Runs here'),
    downloaded: t('Downloaded'),
    gated: t('Gated'),
    not_yet: t('Not yet'),
    too_big: t('Too big'),
    unknown: t('Not known'),
  };
  return names[state];
}

/** The verdict in one line: `Runs here: safetensors float32`, `Downloaded, in use`. */
export function verdictWords({ state, reason }: Verdict, inUse: boolean): string {
  if (state === 'downloaded') return inUse ? t('Downloaded, in use') : t('Downloaded');
  const words = reason === '' ? verdictName(state) : t('{0}: {1}', verdictName(state), reason);
  return inUse ? t('{0}, in use', words) : words;
}

/** Colours of the tones, for the icon in an element of that class. */
export const toneStyles = css`
  .good > :first-child {
    color: var(--vscode-charts-green);
  }

  .info > :first-child {
    color: var(--vscode-editorInfo-foreground);
  }

  .warning > :first-child {
    color: var(--vscode-editorWarning-foreground);
  }

  .error > :first-child {
    color: var(--vscode-errorForeground);
  }

  .none > :first-child {
    color: var(--vscode-descriptionForeground);
  }
`;
