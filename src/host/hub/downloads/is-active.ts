import type { Download } from '../../../common/contracts/hub/downloads-view';

/** True while a download is at work or waits for its turn. */
export function isActive({ phase }: Download): boolean {
  return phase === 'waiting' || phase === 'running' || phase === 'verifying';
}
