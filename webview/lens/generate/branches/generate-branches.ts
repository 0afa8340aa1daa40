import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { createRef, ref } from 'lit/directives/ref.js';
import { iconButton } from '../../../shared/elements/icon-button';
import { moveCursor } from '../../../shared/table/move-cursor';
import { textOfPieces } from '../sequences/token-words';
import { GenerationElement } from '../store/generation-element';
import { pathTo } from './branch-path';
import { branchRow, promptRow, rowHeight, type RowMarks } from './branch-row';
import { branchRows, branchTree, type BranchRow } from './branch-tree';
import { branchStyles } from './branch-styles';

/**
 * All that was generated from the prompt, as VS Code draws a commit graph. One tab stop: arrows, Home and End move, left
 * goes to where the ways part, Space and Enter look at a part, Delete forgets its branch.
 */
@customElement('generate-branches')
export class GenerateBranches extends GenerationElement {
  static override styles = [...GenerationElement.styles, branchStyles];

  /** Line 0 is the prompt; -1 before the keyboard was here. */
  @state() private accessor cursor = -1;

  readonly #tree = createRef<HTMLElement>();
  #rows: readonly BranchRow[] = [];
  #path: readonly number[] = [];

  protected override willUpdate(): void {
    this.#rows = branchRows(branchTree(this.store.view?.branches ?? []));
    this.#path = pathTo(this.#rows, this.store.place);
    this.cursor = Math.min(this.cursor, this.#rows.length);
  }

  override render(): TemplateResult {
    const prompt = this.store.view?.prompt;
    if (!prompt || this.#rows.length === 0) return html`${nothing}`;
    const text = textOfPieces(prompt.pieces, 60) || prompt.text.slice(-60);
    return html`<div class="title">
        <h2>${t('Branches')}</h2>
        <span class="tools">${this.#tools()}</span>
      </div>
      <div
        class="tree"
        role="tree"
        aria-label=${t('Branches')}
        aria-activedescendant=${this.cursor < 0 ? nothing : `branch-${this.cursor}`}
        tabindex="0"
        ${ref(this.#tree)}
        @keydown=${this.#onKey}
        @focus=${() => (this.cursor = this.cursor < 0 ? this.#chosen : this.cursor)}
      >
        ${promptRow(text, true, this.#marks(0))} ${this.#rows.map((row, at) => branchRow(row, this.#marks(at + 1)))}
      </div>`;
  }

  /** The line that is looked at. */
  get #chosen(): number {
    return (this.#path[0] ?? -1) + 1;
  }

  #tools(): TemplateResult {
    const { branch } = this.store;
    const from = branch?.from ?? null;
    const texts = branch?.sequences.length ?? 1;
    return html`${
      from === null
        ? nothing
        : iconButton({
            name: 'discard',
            label: t('Back to Where This Branch Came From'),
            onClick: () => this.store.look(from),
          })
    }
    ${iconButton({
      name: 'trash',
      label: texts === 1 ? t('Forget This Branch') : t('Forget This Branch, All {0} Texts of It', texts),
      onClick: () => branch && this.store.forget(branch.id),
    })}`;
  }

  #marks(index: number): RowMarks {
    return {
      index,
      chosen: index === this.#chosen,
      cursor: index === this.cursor,
      onPath: index === 0 || this.#path.includes(index - 1),
      onClick: () => this.#look(index),
    };
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    const { key } = event;
    const row = this.#rows[this.cursor - 1];
    const page = Math.max(1, Math.floor((this.#tree.value?.clientHeight ?? 0) / rowHeight) - 1);
    const to = this.#sideways(key, row) ?? moveCursor(key, this.cursor, this.#rows.length + 1, page);
    if (to !== undefined) this.#moveTo(to);
    else if (key === 'Enter' || key === ' ') this.#look(this.cursor);
    else if (key === 'Delete' && row) this.store.forget(row.node.branch.id);
    else return;
    event.preventDefault();
  };

  /** Left to what a line hangs on, right to the first that hangs on it. */
  #sideways(key: string, row: BranchRow | undefined): number | undefined {
    if (key === 'ArrowLeft') return row ? row.parent + 1 : this.cursor;
    const hangs = row === undefined || row.node.children.length > 0;
    return key === 'ArrowRight' ? this.cursor + (hangs ? 1 : 0) : undefined;
  }

  #moveTo(index: number): void {
    this.cursor = index;
    this.renderRoot.querySelector(`#branch-${index}`)?.scrollIntoView({ block: 'nearest' });
  }

  #look(index: number): void {
    this.cursor = index;
    const node = (this.#rows[index - 1] ?? this.#rows[0])?.node;
    if (!node) return;
    const { branch, sequence, from, to } = node;
    // The prompt has no step, and neither has a part that is empty so far.
    const step = index === 0 || to <= from ? null : from;
    this.store.look({ branch: branch.id, sequence, step });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'generate-branches': GenerateBranches;
  }
}
