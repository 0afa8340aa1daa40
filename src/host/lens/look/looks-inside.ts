import type { LensLook } from '../../../common/contracts/lens';

/** True when a run should give hidden states and attentions at once, because the view that is open shows them. */
export function looksInside(look: LensLook | null): boolean {
  return look?.tab === 'attention' || look?.tab === 'layers';
}
