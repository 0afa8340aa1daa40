import type { LensTab } from '../../../common/contracts/lens';

/** True for the views of hidden states and attentions: a run should give these at once while one of them is open. */
export function looksInside(tab: LensTab): boolean {
  return tab === 'attention' || tab === 'layers';
}
