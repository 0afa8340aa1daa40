import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { FormState, SettingKey } from '../../../src/common/contracts/training/form-view';
import type { PreflightCheck } from '../../../src/common/contracts/training/preflight';
import { runFileSchema } from '../../../src/common/contracts/training/run-file';
import { icon, spinner } from '../../shared/elements/icon';
import { iconButton } from '../../shared/elements/icon-button';
import { elementStyles } from '../../shared/theme/element-styles';
import { FormElement } from '../store/form-element';
import { preflightStyles } from './preflight-styles';

const icons = { ok: 'pass', info: 'info', warning: 'warning', error: 'error' } as const;

/** What is known before a run starts, from one measured step: whether it fits, how long it takes, what may go wrong. */
@customElement('form-preflight')
export class FormPreflight extends FormElement {
  static override styles = [elementStyles, preflightStyles];

  override render(): TemplateResult {
    const { state } = this.store;
    if (!state) return html`${nothing}`;
    const { phase, result } = state.preflight;
    return html`<section class="card" aria-label=${t('Before it starts')}>
      <div class="title">
        <h2>
          ${t('Before it starts')}
          <span>${result ? t('one step measured: {0} s', Number(result.secondsPerStep.toPrecision(2))) : nothing}</span>
        </h2>
        ${
          phase === 'measuring' || phase === 'waiting'
            ? nothing
            : iconButton({ name: 'refresh', label: t('Measure Again'), onClick: () => this.store.perform('measure') })
        }
      </div>
      ${this.#status(state)}
      <ul class=${phase === 'ready' ? '' : 'stale'}>
        ${result?.checks.map((check) => this.#check(check))}
      </ul>
    </section>`;
  }

  #status({ preflight: { phase, message } }: FormState): TemplateResult | typeof nothing {
    const link = (label: string, action: 'measure' | 'cancelMeasure') =>
      html`<button class="link" @click=${() => this.store.perform(action)}>${label}</button>`;
    switch (phase) {
      case 'waiting':
        return html`<p class="dim" role="status">
          ${message === '' ? t('With a model and data one step is measured: memory, time and what may go wrong stand here.') : message}
        </p>`;
      case 'measuring':
        return html`<p role="status">
          ${spinner()} ${message === '' ? t('Measuring one step') : message} ${link(t('Cancel'), 'cancelMeasure')}
        </p>`;
      case 'stale':
        return html`<p role="status">
          ${icon('history')} ${message === '' ? t('Settings have changed since this was measured.') : message}
          ${link(t('Measure Again'), 'measure')}
        </p>`;
      case 'failed':
        return html`<p class="failed" role="status">
          ${icon('error')} ${message === '' ? t('The step could not be measured.') : message}
          ${link(t('Try Again'), 'measure')}
        </p>`;
      case 'ready':
        return nothing;
    }
  }

  #check({ subject, state, text, remedy }: PreflightCheck): TemplateResult {
    return html`<li class=${state}>
      ${icon(icons[state])}
      <span class="subject">${subjectName(subject)}<span class="visually-hidden">, ${stateName(state)}</span></span>
      <span class="text">${text}</span>
      ${remedy ? html`<button class="link" @click=${() => this.#mend(remedy)}>${remedy.label}</button>` : nothing}
    </li>`;
  }

  #mend({ settings, showsRows }: NonNullable<PreflightCheck['remedy']>): void {
    if (showsRows) this.store.perform('showBadRows');
    else this.store.set(Object.fromEntries(Object.entries(settings).filter(([key]) => isSetting(key))));
  }
}

function isSetting(key: string): key is SettingKey {
  return key in runFileSchema.entries;
}

function subjectName(subject: PreflightCheck['subject']): string {
  const names: Record<typeof subject, string> = {
    memory: t('Memory'),
    time: t('Time'),
    disk: t('Disk'),
    length: t('Length'),
    head: t('Head'),
    labels: t('Labels'),
    rows: t('Rows'),
    device: t('Device'),
  };
  return names[subject];
}

function stateName(state: PreflightCheck['state']): string {
  return { ok: t('fine'), info: t('note'), warning: t('warning'), error: t('error') }[state];
}

declare global {
  interface HTMLElementTagNameMap {
    'form-preflight': FormPreflight;
  }
}
