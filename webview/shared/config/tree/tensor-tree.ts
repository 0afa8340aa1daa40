import { VirtualizerController } from '@tanstack/lit-virtual';
import { t } from '@vscode/l10n';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { createRef, ref } from 'lit/directives/ref.js';
import type { DescribedTensor } from '../../../../src/common/contracts/description';
import { searchBox, searchBoxStyles } from '../../elements/search-box';
import { iconButton } from '../../elements/icon-button';
import { formatCount } from '../../format/numbers';
import { elementStyles } from '../../theme/element-styles';
import { buildTree, type TreeNode } from './build-tree';
import { treeMove, type TreeMove } from './tree-keys';
import { renderRow, rowHeight } from './tree-row';
import { firstExpanded, foundRows, treeRows, type TreeRow } from './tree-rows';
import { treeStyles } from './tree-styles';

/** From here on only the rows in view are drawn. */
const windowedFrom = 150;

/**
 * The tensors of a model as a tree, one tab stop, with the keys of VS Code's trees; or those that a search finds.
 *
 * @fires choose - detail: the index of the tensor that was chosen
 */
@customElement('lens-tensor-tree')
export class TensorTree extends LitElement {
  static override styles = [elementStyles, searchBoxStyles, treeStyles];

  @property({ attribute: false }) accessor tensors: readonly DescribedTensor[] = [];
  /** How many there are in all, and in how many files. */
  @property({ attribute: false }) accessor count = 0;
  @property({ attribute: false }) accessor files = 0;
  /** Index of the chosen one; -1 for none. */
  @property({ attribute: false }) accessor chosen = -1;

  @state() private accessor expanded: ReadonlySet<string> = new Set();
  @state() private accessor cursor = 0;
  /** Null while the search is closed. */
  @state() private accessor query: string | null = null;

  #roots: readonly TreeNode[] = [];
  #rows: readonly TreeRow[] = [];
  readonly #scroller = createRef<HTMLElement>();
  readonly #virtualizer = new VirtualizerController<HTMLElement, HTMLElement>(this, {
    count: 0,
    getScrollElement: () => this.#scroller.value ?? null,
    estimateSize: () => rowHeight,
    overscan: 10,
  });

  protected override willUpdate(changes: PropertyValues<this>): void {
    if (changes.has('tensors')) {
      this.#roots = buildTree(this.tensors);
      this.expanded = firstExpanded(this.#roots);
      this.cursor = 0;
    }
    const searching = this.query !== null && this.query.trim() !== '';
    this.#rows = searching ? foundRows(this.tensors, this.query?.trim() ?? '') : treeRows(this.#roots, this.expanded);
    this.cursor = Math.max(0, Math.min(this.cursor, this.#rows.length - 1));
    const virtualizer = this.#virtualizer.getVirtualizer();
    virtualizer.setOptions({ ...virtualizer.options, count: this.#windowed ? this.#rows.length : 0 });
  }

  override render(): TemplateResult {
    return html`<div class="head">
        <h2>${t('Tensors')} <span>${this.#summary()}</span></h2>
        ${iconButton({
          name: 'search',
          label: t('Find Tensors'),
          pressed: this.query !== null,
          onClick: () => this.#toggleSearch(),
        })}
        ${iconButton({ name: 'collapse-all', label: t('Collapse All'), onClick: () => this.#collapseAll() })}
      </div>
      ${this.query === null ? nothing : this.#search(this.query)}
      <div
        class="scroller"
        role="tree"
        tabindex="0"
        aria-label=${t('Tensors')}
        aria-activedescendant=${this.#rows.length === 0 ? nothing : `row-${this.cursor}`}
        ${ref(this.#scroller)}
        @keydown=${this.#onKey}
      >
        ${this.#body()}
      </div>`;
  }

  get #windowed(): boolean {
    return this.#rows.length > windowedFrom;
  }

  #summary(): string {
    const all = this.files === 1 ? t('{0} in 1 file', formatCount(this.count)) : this.#inFiles();
    const listed = this.tensors.length;
    return listed < this.count ? `${all}, ${t('the first {0} are listed', formatCount(listed))}` : all;
  }

  #inFiles(): string {
    return t('{0} in {1} files', formatCount(this.count), formatCount(this.files));
  }

  #search(query: string): TemplateResult {
    return html`<div class="search" @keydown=${this.#onSearchKey}>
      ${searchBox({ label: t('Part of a name'), value: query, onInput: (text) => (this.query = text) })}
      <span class="dim" role="status"
        >${query.trim() === '' ? '' : t('{0} found', formatCount(this.#rows.length))}</span
      >
    </div>`;
  }

  #body(): TemplateResult | readonly TemplateResult[] {
    const chosen = (row: TreeRow): boolean => row.node.tensor !== null && row.node.tensor === this.chosen;
    const draw = (index: number, top: number | null): TemplateResult => {
      const row = this.#rows[index];
      if (!row) return html`${nothing}`;
      const tensor = row.node.tensor === null ? undefined : this.tensors[row.node.tensor];
      const marks = { cursor: index === this.cursor, chosen: chosen(row) };
      return renderRow({ row, index, top, tensor, ...marks, onClick: () => this.#click(index) });
    };
    if (!this.#windowed) return this.#rows.map((_, index) => draw(index, null));
    const virtualizer = this.#virtualizer.getVirtualizer();
    const items = virtualizer.getVirtualItems().map(({ index, start }) => draw(index, start));
    return html`<div class="windowed" role="presentation">${items}${this.#filler(virtualizer.getTotalSize())}</div>`;
  }

  /** Gives the rows that are not drawn their height. */
  #filler(height: number): TemplateResult {
    return html`<svg class="filler" width="1" height=${height} aria-hidden="true"></svg>`;
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const page = Math.max(1, Math.floor((this.#scroller.value?.clientHeight ?? rowHeight) / rowHeight) - 1);
    const move = treeMove(event.key, this.cursor, this.#rows, page);
    if (!move) return;
    event.preventDefault();
    this.#do(move);
  };

  #do(move: TreeMove): void {
    if ('to' in move) this.#moveTo(move.to);
    else if ('toggle' in move) this.#toggle(move.toggle);
    else this.#choose(move.choose);
  }

  #click(index: number): void {
    this.cursor = index;
    if (this.#rows[index]?.expanded === null) this.#choose(index);
    else this.#toggle(index);
  }

  #moveTo(index: number): void {
    this.cursor = index;
    void this.updateComplete.then(() => {
      if (this.#windowed) this.#virtualizer.getVirtualizer().scrollToIndex(index, { align: 'auto' });
      else this.renderRoot.querySelector(`#row-${index}`)?.scrollIntoView({ block: 'nearest' });
    });
  }

  #toggle(index: number): void {
    const path = this.#rows[index]?.node.path;
    if (path === undefined) return;
    const expanded = new Set(this.expanded);
    if (!expanded.delete(path)) expanded.add(path);
    this.expanded = expanded;
  }

  #choose(index: number): void {
    const tensor = this.#rows[index]?.node.tensor;
    if (tensor !== null && tensor !== undefined) this.dispatchEvent(new CustomEvent('choose', { detail: tensor }));
  }

  #collapseAll(): void {
    this.query = null;
    this.expanded = new Set();
    this.cursor = 0;
  }

  #toggleSearch(): void {
    this.query = this.query === null ? '' : null;
    this.cursor = 0;
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('.search-box')?.focus());
  }

  readonly #onSearchKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') this.query = null;
    else if (event.key !== 'ArrowDown') return;
    event.preventDefault();
    void this.updateComplete.then(() => this.#scroller.value?.focus());
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'lens-tensor-tree': TensorTree;
  }
}
