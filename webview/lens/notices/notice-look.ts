import type { Notice } from '../../../src/common/contracts/lens';

/** Codicon and colour class of each severity: every meaning has a shape beside its colour. */
export const severityIcons: Record<Notice['severity'], string> = {
  info: 'info',
  warning: 'warning',
  error: 'error',
  unsupported: 'circle-slash',
  stale: 'history',
  pinned: 'pinned',
  offline: 'cloud',
};

/** A notice is one line when it has no more to say than its title and at most one thing to do. */
export function isLine({ detail, help, actions }: Notice): boolean {
  return detail === null && help === null && actions.length <= 1;
}

/** The card whose first button is the view's primary one; undefined leaves that to another part of the view. */
export function primaryCard(notices: readonly Notice[]): Notice | undefined {
  return notices.find((notice) => !isLine(notice) && notice.actions.length > 0);
}
