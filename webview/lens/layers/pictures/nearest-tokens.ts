import { t } from '@vscode/l10n';
import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { formatFixed } from '../../../shared/format/numbers';
import '../../../shared/table/data-table';
import type { TableColumn } from '../../../shared/table/table-column';
import { elementStyles } from '../../../shared/theme/element-styles';
import { Kept } from '../../../shared/store/kept';
import { afterState } from '../scene/layer-names';
import type { LayersScene, Neighbours } from '../scene/layers-scene';
import { nearestTo, type NearToken } from './nearest-to';

/** How many are listed. */
const listed = 8;

/** The tokens whose states are nearest to the chosen one's, exact; a row chooses its token. */
@customElement('layers-nearest')
export class NearestTokens extends LitElement {
  static override styles = [
    elementStyles,
    css`
      :host {
        display: block;
        min-width: 0;
        padding-top: 4px;
      }

      p {
        margin: 0;
        font-size: 11px;
        color: var(--vscode-descriptionForeground);
      }
    `,
  ];

  @property({ attribute: false }) accessor scene!: LayersScene;

  readonly #rows = new Kept<readonly NearToken[]>();
  readonly #columns = new Kept<TableColumn<NearToken>[]>();
  readonly #rowAt = new Kept<(index: number) => NearToken | undefined>();

  override render(): TemplateResult {
    const { neighbours } = this.scene;
    if (neighbours) return this.#table(neighbours);
    const waits = this.scene.chosen.length > 0;
    return html`<p>${waits ? '' : t('Choose a token to see which are nearest to it.')}</p>`;
  }

  #table(neighbours: Neighbours): TemplateResult {
    const { axis } = this.scene;
    const rows = this.#rows.get([neighbours], () => nearestTo(neighbours, listed));
    const at = (event: CustomEvent<{ index: number }>): number | null => rows[event.detail.index]?.entry ?? null;
    return html`<lens-table
      .label=${t('Tokens nearest to {0} {1}', axis.label(neighbours.entry), afterState(neighbours.state))}
      .columns=${this.#columns.get([axis, neighbours.entry], () => columnsOf(this.scene, neighbours))}
      .count=${rows.length}
      .rowAt=${this.#rowAt.get([rows, axis], () => (index: number) => rows[index])}
      @choose=${(event: CustomEvent<{ index: number; add: boolean }>) =>
        this.#fire('choose-entry', { entry: at(event), add: event.detail.add })}
      @hover=${(event: CustomEvent<{ index: number }>) => this.#fire('point-entry', at(event))}
      @let-go=${() => this.#fire('let-go', null)}
    ></lens-table>`;
  }

  #fire(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

/** The chosen token heads the column of tokens, so that the list says what it is near to. */
function columnsOf({ axis }: LayersScene, { entry }: Neighbours): TableColumn<NearToken>[] {
  return [
    {
      id: 'token',
      label: axis.label(entry),
      width: 'minmax(60px, 1fr)',
      cell: (row) => html`<span class="mono" title=${axis.label(row.entry)}>${axis.label(row.entry)}</span>`,
    },
    { id: 'cosine', label: t('Cosine'), width: '56px', align: 'end', cell: ({ cosine }) => formatFixed(cosine, 3) },
  ];
}

declare global {
  interface HTMLElementTagNameMap {
    'layers-nearest': NearestTokens;
  }
}
