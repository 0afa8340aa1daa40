import { t } from '@vscode/l10n';
import { css, html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Links } from '../../../../src/common/contracts/internals/attention';
import { formatFixed } from '../../../shared/format/numbers';
import '../../../shared/table/data-table';
import type { TableColumn } from '../../../shared/table/table-column';
import { elementStyles } from '../../../shared/theme/element-styles';

/** A link between two words, by entries of the axes. */
export interface TableLink {
  readonly layer: number;
  readonly head: number;
  readonly query: number;
  readonly key: number;
  readonly weight: number;
}

/** One of the links; undefined behind the last. */
export function linkAt({ layers, heads, queries, keys, weights }: Links, index: number): TableLink | undefined {
  const [layer, head] = [layers[index], heads[index]];
  const [query, key, weight] = [queries[index], keys[index], weights[index]];
  const values = [layer, head, query, key, weight];
  if (values.includes(undefined)) return undefined;
  return { layer: layer ?? 0, head: head ?? 0, query: query ?? 0, key: key ?? 0, weight: weight ?? 0 };
}

/**
 * The strongest links of all heads, the accessible table of the pictures.
 *
 * @fires choose-link - detail: the {@link TableLink} that was chosen
 * @fires hover-link - detail: the one under pointer or cursor; null for none
 */
@customElement('attention-links')
export class LinkTable extends LitElement {
  static override styles = [
    elementStyles,
    css`
      :host {
        display: block;
        min-width: 0;
        --lens-table-height: 241px;
      }

      h2 {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
    `,
  ];

  @property({ attribute: false }) accessor links: Links | null = null;
  @property({ attribute: false }) accessor queryLabel: (entry: number) => string = String;
  @property({ attribute: false }) accessor keyLabel: (entry: number) => string = String;
  /** The head on show; its links are marked as chosen. */
  @property({ attribute: false }) accessor chosen: Pick<TableLink, 'query' | 'key'> & {
    layer: number;
    head: number | null;
  } = {
    layer: -1,
    head: null,
    query: -1,
    key: -1,
  };

  #columns: TableColumn<TableLink>[] = [];
  #rowAt: (index: number) => TableLink | undefined = () => undefined;

  protected override willUpdate(changes: PropertyValues<this>): void {
    if (changes.has('queryLabel') || changes.has('keyLabel')) this.#columns = this.#columnsOf();
    const { links } = this;
    if (changes.has('links')) this.#rowAt = (index) => (links ? linkAt(links, index) : undefined);
  }

  override render(): TemplateResult {
    const count = this.links?.weights.length ?? 0;
    return html`<h2>
        ${t('Strongest links')} <span title=${t('between words; layer.head')}>${t('between words; layer.head')}</span>
      </h2>
      ${this.links && count === 0 ? html`<p class="dim">${t('There are no links between words.')}</p>` : this.#table(count)}`;
  }

  #table(count: number): TemplateResult {
    return html`<lens-table
      .label=${t('Strongest links')}
      .columns=${this.#columns}
      .count=${count}
      .rowAt=${this.#rowAt}
      .chosen=${this.#chosenRows(count)}
      @choose=${(event: CustomEvent<{ index: number }>) => this.#fire('choose-link', event.detail.index)}
      @hover=${(event: CustomEvent<{ index: number }>) => this.#fire('hover-link', event.detail.index)}
    ></lens-table>`;
  }

  #chosenRows(count: number): number[] {
    const { layer, head, query, key } = this.chosen;
    return Array.from({ length: count }, (_, index) => index).filter((index) => {
      const link = this.#rowAt(index);
      return link?.layer === layer && link.head === head && link.query === query && link.key === key;
    });
  }

  #columnsOf(): TableColumn<TableLink>[] {
    const token = (text: string): TemplateResult => html`<span class="mono" title=${text}>${text}</span>`;
    return [
      { id: 'from', label: t('From'), width: 'minmax(50px, 1fr)', cell: ({ query }) => token(this.queryLabel(query)) },
      { id: 'to', label: t('To'), width: 'minmax(50px, 1fr)', cell: ({ key }) => token(this.keyLabel(key)) },
      { id: 'head', label: t('Head'), width: '44px', align: 'end', cell: ({ layer, head }) => `${layer}.${head}` },
      { id: 'weight', label: t('Weight'), width: '52px', align: 'end', cell: ({ weight }) => formatFixed(weight) },
    ];
  }

  #fire(name: string, index: number): void {
    this.dispatchEvent(new CustomEvent(name, { detail: this.#rowAt(index) ?? null }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'attention-links': LinkTable;
  }
}
