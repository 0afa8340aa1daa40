import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { DetailsState, RepoInfo } from '../../../src/common/contracts/hub/details-view';
import { icon } from '../../shared/elements/icon';
import { formatBytes, formatCount } from '../../shared/format/numbers';
import { formatBytesOf } from '../../shared/format/sizes';
import { DetailsElement } from '../store/details-element';
import { fileStyles } from './file-styles';
import { groupFiles, type FileGroup } from './group-files';

/** So many lines are drawn at once; a repository may hold thousands of files. */
const linesShown = 100;

/** The files of the repository, and which of them a run needs. */
@customElement('details-files')
export class FileList extends DetailsElement {
  static override styles = [...DetailsElement.styles, fileStyles];

  /** Paths of the folders that were unfolded, with their slash. */
  @state() private accessor open: readonly string[] = [];
  @state() private accessor all = false;

  override render(): TemplateResult {
    const { state: shown } = this.store;
    if (shown?.info.phase !== 'ready') return html`${nothing}`;
    const lines = groupFiles(shown.info.value.files, shown.needed).flatMap((group) => this.#lines(group));
    const drawn = this.all ? lines : lines.slice(0, linesShown);
    return html`<section aria-labelledby="files">
      <h2 id="files">${t('Files')} <span>${summary(shown, shown.info.value)}</span></h2>
      <ul>
        ${drawn}
      </ul>
      ${
        drawn.length < lines.length
          ? html`<button class="link" @click=${() => (this.all = true)}>
              ${t('Show all {0}', formatCount(lines.length))}
            </button>`
          : nothing
      }
    </section>`;
  }

  #lines(group: FileGroup): TemplateResult[] {
    const { files, path } = group;
    if (!files) return [fileLine(group, path)];
    const isOpen = this.open.includes(path);
    const folder = html`<li class=${group.needed ? 'needed' : ''}>
      ${mark(group.needed)}
      <button class="path" aria-expanded=${String(isOpen)} @click=${() => this.#toggle(path)}>
        ${icon(isOpen ? 'chevron-down' : 'chevron-right', 14)}<span class="mono">${path}</span>
        <span class="dim">${fileCount(files.length)}</span>
      </button>
      <span class="bytes">${formatBytes(group.bytes)}</span>
    </li>`;
    return isOpen ? [folder, ...files.map((file) => fileLine(file, file.path.slice(path.length), true))] : [folder];
  }

  #toggle(path: string): void {
    this.open = this.open.includes(path) ? this.open.filter((each) => each !== path) : [...this.open, path];
  }
}

function summary({ needed, neededBytes }: DetailsState, { files }: RepoInfo): string {
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  if (needed.length === 0) return t('{0}, {1}', fileCount(files.length), formatBytes(bytes));
  const count = t('{0} of {1} needed', formatCount(needed.length), formatCount(files.length));
  return `${count}, ${formatBytesOf(neededBytes, bytes)}`;
}

function fileCount(count: number): string {
  return count === 1 ? t('1 file') : t('{0} files', formatCount(count));
}

function fileLine(file: Pick<FileGroup, 'bytes' | 'needed'>, name: string, inside = false): TemplateResult {
  return html`<li class="${file.needed ? 'needed' : ''} ${inside ? 'inside' : ''}">
    ${mark(file.needed)} <span class="path mono" title=${name}>${name}</span>
    <span class="bytes">${formatBytes(file.bytes)}</span>
  </li>`;
}

function mark(needed: boolean): TemplateResult {
  return html`<span class="mark"
    >${needed ? html`${icon('check', 14)}<span class="visually-hidden">${t('needed')}</span>` : nothing}</span
  >`;
}

declare global {
  interface HTMLElementTagNameMap {
    'details-files': FileList;
  }
}
