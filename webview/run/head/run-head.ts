import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import * as v from 'valibot';
import { deviceSchema } from '../../../src/common/contracts/model';
import type { RunPageState } from '../../../src/common/contracts/training/run-view';
import { button } from '../../shared/elements/button';
import '../../shared/elements/menu-button';
import type { MenuItem } from '../../shared/elements/menu-button';
import { progressBar } from '../../shared/elements/progress-bar';
import { deviceLabel } from '../../shared/format/model-words';
import { formatBytes, formatCount } from '../../shared/format/numbers';
import type { RunStore } from '../store/run-store';
import { fractionOf, isNew, progressWords, standingOf, timeWords } from './run-words';

/** Which run this is, what can be done with it, and how far it is. */
export function runHead(store: RunStore, page: RunPageState): TemplateResult {
  const { run } = page;
  return html`<header>
      <h2>
        ${run.name}
        <span title=${`${run.model}, ${run.dataFile}`}>${run.model}, ${run.dataFile}</span>
      </h2>
      <div class="actions">
        ${mainActions(store, page)}
        <lens-menu-button
          .label=${t('More Actions')}
          .facts=${facts(page)}
          .items=${menu(store, page)}
        ></lens-menu-button>
      </div>
    </header>
    ${progress(page)}`;
}

function mainActions(store: RunStore, { actions, run }: RunPageState): TemplateResult {
  const stopping = run.state.phase === 'stopping' && run.alive;
  return html`${
    actions.stop || stopping
      ? button({
          ...{ label: stopping ? t('Stopping') : t('Stop'), icon: 'debug-stop', disabled: stopping },
          onClick: () => store.perform('stop'),
        })
      : nothing
  }
  ${actions.resume ? button({ label: isNew(run) ? t('Start') : t('Resume'), icon: 'play', primary: true, onClick: () => store.perform('resume') }) : nothing}
  ${actions.openInLens ? button({ label: t('Open in Lens'), icon: 'zoom-in', onClick: () => store.perform('openInLens') }) : nothing}`;
}

function progress({ run }: RunPageState): TemplateResult {
  const words = progressWords(run);
  const time = timeWords(run);
  return html`<div class="progress">
    ${progressBar({
      label: t('Progress'),
      fraction: fractionOf(run),
      text: time === '' ? words : `${words}, ${time}`,
      active: standingOf(run) === 'going',
    })}
    <span>${words} <span class="dim">${time}</span></span>
  </div>`;
}

/** What is known of the process, in the menu. */
function facts({ run, data }: RunPageState): string[] {
  const { device, peakBytes, secondsPerStep } = run.state;
  return [
    device === null ? '' : t('Device: {0}', v.is(deviceSchema, device) ? deviceLabel(device) : device),
    secondsPerStep === null ? '' : t('A step: {0} s', Number(secondsPerStep.toPrecision(3))),
    peakBytes === null ? '' : t('Most memory: {0}', formatBytes(peakBytes)),
    data ? t('{0} rows to train, {1} to evaluate', formatCount(data.trainRows), formatCount(data.validationRows)) : '',
  ].filter((fact) => fact !== '');
}

function menu(store: RunStore, { run }: RunPageState): MenuItem[] {
  const item = (label: string, action: Parameters<RunStore['perform']>[0], separated = false): MenuItem => ({
    ...{ label, separated },
    run: () => store.perform(action),
  });
  const over = standingOf(run) !== 'going';
  return [
    item(t('Duplicate'), 'duplicate'),
    item(t('Show Log'), 'showLog', true),
    item(t('Open run.json'), 'openRunFile'),
    item(t('Open Folder'), 'openFolder'),
    item(t('Export as Script'), 'exportScript', true),
    item(t('Copy Shell Command'), 'copyShellCommand'),
    ...(over ? [item(t('Delete'), 'delete', true)] : []),
  ];
}
