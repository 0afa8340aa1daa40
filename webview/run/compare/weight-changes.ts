import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { WeightChanges } from '../../../src/common/contracts/training/run-folder';
import type { RunPageState } from '../../../src/common/contracts/training/run-view';
import '../../shared/elements/bar';
import { icon } from '../../shared/elements/icon';
import { formatFixed } from '../../shared/format/numbers';

/** How far the weights of each block moved, the farthest in blue; a block opens to its tensors. */
export function weightChanges(
  { changes, run }: Pick<RunPageState, 'changes' | 'run'>,
  opened: string | null,
  onOpen: (block: string) => void,
): TemplateResult {
  if (!changes || changes.length === 0) {
    return html`<section class="weights">
      <h3>${t('Weights Moved')}</h3>
      <p class="dim">
        ${
          run.state.phase === 'finished'
            ? t('There are no weights before this run to compare with: it began with weights at random.')
            : t('How far each layer moved is known when the run is finished.')
        }
      </p>
    </section>`;
  }
  const largest = Math.max(...changes.map(({ change }) => change));
  return html`<section class="weights">
    <h3 title=${t('|tuned − base| / |base| over all weights of the block')}>${t('Weights Moved')}</h3>
    <ul>
      ${changes.map(({ block, change, tensors }) => {
        const open = block === opened;
        const wins = change === largest;
        return html`<li>
          <button class="block ${wins ? 'wins' : ''}" aria-expanded=${String(open)} @click=${() => onOpen(block)}>
            ${icon(open ? 'chevron-down' : 'chevron-right', 12)}<span class="label" title=${block}>${block}</span>
            <lens-bar .fraction=${largest === 0 ? 0 : change / largest} .wins=${wins}></lens-bar>
            <span class="number">${percent(change)}</span>
          </button>
          ${open ? tensorRows(tensors) : nothing}
        </li>`;
      })}
    </ul>
  </section>`;
}

function tensorRows(tensors: WeightChanges[number]['tensors']): TemplateResult {
  return html`<ul class="tensors">
    ${tensors.map(
      ({ name, change }) =>
        html`<li><span class="mono" title=${name}>${name}</span><span class="number">${percent(change)}</span></li>`,
    )}
  </ul>`;
}

/** `3.3 %`, `0.04 %` */
function percent(change: number): string {
  return `${formatFixed(100 * change, change > 0 && change < 0.001 ? 2 : 1)} %`;
}
