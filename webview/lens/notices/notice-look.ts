import type { LensTab, Notice } from '../../../src/common/contracts/lens';

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

/** What is said of labels alone. */
const ofPredictions: ReadonlySet<string> = new Set(['no-head', 'missing-head']);

/** The notices that belong to a tab: that a model gives no labels is said where labels would be. */
export function noticesOn(tab: LensTab, notices: readonly Notice[]): readonly Notice[] {
  return tab === 'predictions' ? notices : notices.filter(({ id }) => !ofPredictions.has(id));
}
