import { t } from '@vscode/l10n';
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { DescribedTensor, TensorStatistics } from '../../../../src/common/contracts/description';
import { isCancelled, toErrorData } from '../../../../src/common/errors/lens-error';
import { CancellationSource, type CancellationSignal } from '../../../../src/common/rpc/cancellation';
import { button, buttonStyles } from '../../elements/button';
import { formatCount } from '../../format/numbers';
import { formatBytesOf } from '../../format/sizes';
import { progressBar, progressBarStyles } from '../../elements/progress-bar';
import { elementStyles } from '../../theme/element-styles';
import { factList, factStyles, type Fact } from '../facts/fact-list';
import { formatNumber } from './format-number';
import { histogram, histogramStyles } from './histogram';

/** Reads what lies in a tensor. */
export type ReadStatistics = (
  name: string,
  signal: CancellationSignal,
  onProgress: (value: { readonly done: number; readonly total: number }) => void,
) => Promise<TensorStatistics>;

/** What lies in the chosen tensor: a histogram and exact numbers. A newer choice ends the reading of the one before. */
@customElement('lens-tensor-statistics')
export class StatisticsCard extends LitElement {
  static override styles = [
    elementStyles,
    buttonStyles,
    progressBarStyles,
    factStyles,
    histogramStyles,
    css`
      :host {
        display: block;
        container-type: inline-size;
      }

      .card {
        padding: 8px 12px 10px;
        border: 1px solid var(--lens-card-border);
        border-radius: 6px;
        font-size: 12px;
      }

      .title {
        display: flex;
        flex-wrap: wrap;
        justify-content: space-between;
        gap: 2px 12px;
        margin-bottom: 6px;
      }

      .title > .mono {
        overflow-wrap: anywhere;
      }

      .found {
        display: grid;
        grid-template-columns: minmax(0, 1fr) minmax(130px, 150px);
        gap: 8px 20px;
      }

      .waiting {
        display: flex;
        flex-direction: column;
        gap: 6px;
      }

      p {
        margin: 0;
      }

      @container (max-width: 380px) {
        .found {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  @property({ attribute: false }) accessor tensor: DescribedTensor | null = null;
  /** Null where they cannot be read; `why` then says why. */
  @property({ attribute: false }) accessor read: ReadStatistics | null = null;
  @property({ attribute: false }) accessor why = '';

  @state() private accessor statistics: TensorStatistics | null = null;
  @state() private accessor failure: string | null = null;
  @state() private accessor progress: { readonly done: number; readonly total: number } | null = null;

  #work: CancellationSource | null = null;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#work?.abort();
  }

  protected override willUpdate(changes: PropertyValues<this>): void {
    if (changes.has('tensor')) this.#begin();
  }

  override render(): TemplateResult {
    const { tensor } = this;
    if (!tensor)
      return html`<p class="dim hint">${this.read ? t('Choose a tensor to see what lies in it.') : this.why}</p>`;
    return html`<div class="card" role="group" aria-label=${t('What lies in {0}', tensor.name)}>
      <div class="title">
        <span class="mono">${tensor.name}</span>
        ${this.statistics?.histogram ? html`<span class="dim">${t('99.9 % of the values')}</span>` : nothing}
      </div>
      <div role="status">${this.#content(tensor)}</div>
    </div>`;
  }

  #content(tensor: DescribedTensor): TemplateResult {
    if (tensor.file === null) return html`<p class="dim">${this.#absent(tensor)}</p>`;
    if (!this.read) return html`<p class="dim">${this.why}</p>`;
    if (this.failure !== null) {
      return html`<p>${this.failure}</p>
        ${button({ label: t('Try Again'), onClick: () => this.#begin() })}`;
    }
    return this.statistics ? this.#found(this.statistics) : this.#waiting();
  }

  #absent({ tiedTo }: DescribedTensor): string {
    return t('It is not in the files: it is {0}.', tiedTo ?? '');
  }

  #waiting(): TemplateResult {
    const { done = 0, total = 0 } = this.progress ?? {};
    const text = total === 0 ? t('Reading') : t('Reading, {0}', formatBytesOf(done, total));
    return html`<div class="waiting">
      <span class="dim">${text}</span>
      ${progressBar({ label: t('Reading'), fraction: total === 0 ? null : done / total, text, active: true })}
      <div>${button({ label: t('Cancel'), onClick: () => this.#cancel() })}</div>
    </div>`;
  }

  #found(statistics: TensorStatistics): TemplateResult {
    return html`<div class="found">
      ${statistics.histogram ? histogram(statistics.histogram) : html`<p class="dim">${t('It has no finite values.')}</p>`}
      ${factList(factsOf(statistics))}
    </div>`;
  }

  #cancel(): void {
    this.#work?.abort();
    this.failure = t('Cancelled.');
  }

  #begin(): void {
    this.#work?.abort();
    this.#work = null;
    this.statistics = null;
    this.failure = null;
    this.progress = null;
    const { tensor, read } = this;
    if (tensor && tensor.file !== null && read) void this.#read(tensor.name, read);
  }

  async #read(name: string, read: ReadStatistics): Promise<void> {
    const work = new CancellationSource();
    this.#work = work;
    const current = (): boolean => this.#work === work && !work.aborted;
    try {
      const found = await read(name, work, (progress) => {
        if (current()) this.progress = progress;
      });
      if (current()) this.statistics = found;
    } catch (error) {
      if (!current() || isCancelled(error)) return;
      const { message, help } = toErrorData(error);
      this.failure = [message, help ?? ''].join(' ').trim();
    }
  }
}

function factsOf({ mean, std, min, max, nan, infinite, zeros, count }: TensorStatistics): Fact[] {
  const numbers = [
    [t('mean'), mean],
    [t('std'), std],
    [t('min'), min],
    [t('max'), max],
  ] as const;
  return [
    ...numbers.map(([name, value]) => ({
      name,
      value: value === null ? t('none') : formatNumber(value),
      ...(value === null ? {} : { title: String(value) }),
    })),
    { name: t('NaN, inf'), value: nan + infinite === 0 ? t('none') : `${formatCount(nan)}, ${formatCount(infinite)}` },
    ...(zeros === 0 ? [] : [{ name: t('zeros'), value: formatCount(zeros) }]),
    { name: t('values'), value: formatCount(count) },
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'lens-tensor-statistics': StatisticsCard;
  }
}
