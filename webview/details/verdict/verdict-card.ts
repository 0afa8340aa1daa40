import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { Assessment, Check, Verdict } from '../../../src/common/contracts/hub/assessment';
import type { DetailsState } from '../../../src/common/contracts/hub/details-view';
import { icon, spinner } from '../../shared/elements/icon';
import { toneStyles, verdictLook, verdictName } from '../../shared/hub/verdict-look';
import { choiceLabel } from '../head/choices';
import { DetailsElement } from '../store/details-element';
import { checkLook, checkName } from './check-words';
import { verdictStyles } from './verdict-styles';

/** Whether the model runs here, each reason a line. */
@customElement('details-verdict')
export class VerdictCard extends DetailsElement {
  static override styles = [...DetailsElement.styles, toneStyles, verdictStyles];

  override render(): TemplateResult {
    const { state } = this.store;
    if (!state) return html`${nothing}`;
    const { assessment } = state;
    const known = assessment.phase === 'ready' ? assessment.value : null;
    const verdict = state.verdict ?? known?.verdict ?? null;
    return html`<section aria-labelledby="verdict" aria-busy=${String(verdict === null)}>
      ${verdict ? this.#head(verdict, state) : this.#pending(state)}
      ${known && known.checks.length > 0 ? this.#checks(known, state) : nothing}
      ${verdict?.state === 'gated' ? html`<p class="help">${gatedHelp()}</p>` : nothing}
    </section>`;
  }

  #head({ state: verdict, reason }: Verdict, state: DetailsState): TemplateResult {
    const { icon: name, tone } = verdictLook(verdict);
    const good = verdict === 'runs' || verdict === 'downloaded';
    return html`<div class="head ${tone}">
      ${icon(name)}
      <h2 id="verdict">${verdictName(verdict)} <span>${good ? checkedWords(state) : reason}</span></h2>
    </div>`;
  }

  #pending({ assessment }: DetailsState): TemplateResult {
    if (assessment.phase === 'failed') {
      const { message, help } = assessment;
      return html`<div class="head error">
        ${icon('error')}
        <h2 id="verdict">${t('Not known')} <span>${[message, help ?? ''].join(' ').trim()}</span></h2>
        <button class="link" @click=${() => this.store.perform('retry')}>${t('Try Again')}</button>
      </div>`;
    }
    return html`<div class="head none">
      ${spinner()}
      <h2 id="verdict">${t('Checking whether it runs here')}</h2>
    </div>`;
  }

  #checks({ checks, choices }: Assessment, { weights }: DetailsState): TemplateResult {
    const other = choices.find(({ path, problem }) => path !== weights && problem === null);
    return html`<dl>
      ${checks.map((check) => this.#check(check))}
      ${
        other
          ? html`<div>
              <dt class="info">${icon('info')}${t('Also here')}</dt>
              <dd>${choiceLabel(other, choices)}</dd>
              <dd class="do">
                <button class="link" @click=${() => this.store.chooseWeights(other.path)}>
                  ${t('Use This Instead')}
                </button>
              </dd>
            </div>`
          : nothing
      }
    </dl>`;
  }

  #check({ what, state, text }: Check): TemplateResult {
    const { icon: name, tone, word } = checkLook(state);
    return html`<div>
      <dt class=${tone}>${icon(name)}${checkName(what)}</dt>
      <dd><span class="visually-hidden">${word}: </span>${text}</dd>
    </div>`;
  }
}

function checkedWords({ downloaded }: DetailsState): string {
  return downloaded
    ? t('all that a run needs is on this machine')
    : t('checked against this machine, nothing downloaded yet');
}

function gatedHelp(): string {
  return t(
    'Open its page on the Hub and accept the terms there. Then sign in here with a token of the same account; after that it is checked and downloaded like any other.',
  );
}

declare global {
  interface HTMLElementTagNameMap {
    'details-verdict': VerdictCard;
  }
}
