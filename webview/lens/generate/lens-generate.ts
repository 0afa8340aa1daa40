import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { GenerationView } from '../../../src/common/contracts/generation/view';
import type { ErrorData } from '../../../src/common/errors/lens-error';
import { buttonStyles } from '../../shared/elements/button';
import { failureLine, noticeLine, noticeLineStyles } from '../../shared/elements/notice-line';
import { formatCount } from '../../shared/format/numbers';
import { WidthController } from '../../shared/layout/width';
import { insideCard, saidAboveCard } from '../internals/inside-card';
import { isSaidAbove } from '../notices/said-above';
import { StoreElement } from '../store/store-element';
import './actions/generate-actions';
import './branches/generate-branches';
import { generateStyles } from './generate-styles';
import './sequences/generate-sequences';
import './settings/generate-settings';
import './step/generate-step';

/** From this width on, in px, settings and branches stand beside the sequences, as the styles say. */
const besideFrom = 528;

/** The Generate tab: goes on with the text, and shows what each token was chosen from. */
@customElement('lens-generate')
export class LensGenerate extends StoreElement {
  static override styles = [...StoreElement.styles, buttonStyles, noticeLineStyles, generateStyles];

  readonly #width = new WidthController(this);
  #letGo: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#letGo = this.store.generation.subscribe(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#letGo?.();
  }

  override render(): TemplateResult {
    const { view } = this.store.generation;
    if (!view) return html`<p class="dim" role="status">${t('Asking what the model can do')}</p>`;
    return view.refusal ? this.#refused(view.refusal) : this.#parts(view);
  }

  #refused(refusal: ErrorData): TemplateResult {
    const chooseModel = () => void this.store.wishes.perform('chooseModel');
    if (isSaidAbove(this.store.state, refusal)) return saidAboveCard(t('This Model Does Not Generate'), chooseModel);
    return insideCard(
      t('This Model Does Not Generate'),
      [refusal.message, refusal.help ?? ''],
      [{ label: t('Choose Model'), run: chooseModel }],
    );
  }

  #parts(view: GenerationView): TemplateResult {
    const { store } = this;
    const { generation } = store;
    return html`
      <div class="lines" role="status">
        ${failureLine(generation.failure, () => generation.forgetFailure())} ${this.#staleLine(view)}
        ${this.#failedLine()}
      </div>
      <div class="parts">
        <generate-actions
          class="actions"
          .store=${generation}
          .row=${store.row}
          .hindrance=${this.#hindrance(view)}
          @copy-as-python=${() => void store.wishes.perform('copyAsPython')}
        ></generate-actions>
        <generate-settings
          class="settings"
          .store=${generation}
          .folded=${this.#width.width < besideFrom}
        ></generate-settings>
        <div class="main ${view.prompt?.stale ? 'old' : ''}">
          ${view.branches.length === 0 ? this.#hint(view) : nothing}
          <generate-sequences .store=${generation} .crosses=${this.#crosses}></generate-sequences>
          <generate-step .store=${generation} .crosses=${this.#crosses}></generate-step>
        </div>
        <generate-branches class="branches" .store=${generation}></generate-branches>
      </div>
    `;
  }

  /** Whether the model reads one text and writes another. */
  get #crosses(): boolean {
    return this.store.state?.model?.info?.kind === 'encoder-decoder';
  }

  /** Why nothing can be generated at the moment; null when it can. */
  #hindrance({ branches }: GenerationView): string | null {
    const model = this.store.state?.model;
    if (branches.length > 0 || model?.info) return null;
    return t('The model is not there yet.');
  }

  #hint({ room }: GenerationView): TemplateResult {
    return html`<p>
        ${t('Generate goes on with the text above, one token after the other. Each shows how surprising the model found it, and what else could have come.')}
      </p>
      ${room === null ? nothing : html`<p class="dim">${t('The model reads {0} tokens at most, the text included.', formatCount(room))}</p>`}`;
  }

  #staleLine({ prompt }: GenerationView): TemplateResult | typeof nothing {
    return prompt?.stale == null || this.#isTitle(prompt.stale)
      ? nothing
      : noticeLine({
          severity: 'warning',
          text: prompt.stale,
          action: { label: t('Generate Again'), run: () => this.store.generation.generate(this.store.row) },
        });
  }

  /** Whether a line above says so of the whole result: that its text was edited, or that the engine stopped. */
  #isTitle(reason: string): boolean {
    return this.store.state?.notices.some(({ title }) => title === reason) ?? false;
  }

  /** Why the branch that is looked at came to no end. */
  #failedLine(): TemplateResult | typeof nothing {
    const failure = this.store.generation.branch?.failure;
    if (!failure || isSaidAbove(this.store.state, failure) || this.#isTitle(failure.message)) return nothing;
    return noticeLine({
      severity: 'error',
      text: [failure.message, failure.help ?? ''].join(' ').trim(),
      // The log knows no more of settings or a text that cannot be.
      action:
        failure.code === 'usage'
          ? undefined
          : { label: t('Show Log'), run: () => void this.store.wishes.perform('showLog') },
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lens-generate': LensGenerate;
  }
}
