import { t } from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { DescribedTensor } from '../../../../src/common/contracts/description';
import { icon } from '../../elements/icon';
import { formatCount, formatParameters } from '../../format/numbers';
import { setStyles } from '../../theme/set-styles';
import type { TreeRow } from './tree-rows';

/** In pixels. */
export const rowHeight = 22;

export interface DrawnRow {
  readonly row: TreeRow;
  readonly index: number;
  /** Where it lies in a windowed tree; null in one that is drawn whole. */
  readonly top: number | null;
  readonly tensor: DescribedTensor | undefined;
  readonly cursor: boolean;
  readonly chosen: boolean;
  readonly onClick: () => void;
}

/** A line of the tree: a module with its sum, or a tensor with shape, type and count. */
export function renderRow({ row, index, top, tensor, cursor, chosen, onClick }: DrawnRow): TemplateResult {
  const { node, level, expanded, place, siblings } = row;
  return html`<div
    class="row ${cursor ? 'cursor' : ''} ${tensor && tensor.role !== 'parameter' ? 'dim' : ''}"
    role="treeitem"
    id=${`row-${index}`}
    aria-level=${level}
    aria-posinset=${place}
    aria-setsize=${siblings}
    aria-expanded=${expanded === null ? nothing : String(expanded)}
    aria-selected=${String(chosen)}
    title=${tensor ? tooltip(tensor) : nothing}
    ${setStyles({ '--level': String(level), '--top': top === null ? null : `${top}px` })}
    @click=${onClick}
  >
    <span class="twistie">${expanded === null ? nothing : icon(expanded ? 'chevron-down' : 'chevron-right')}</span>
    <span class="name mono"
      >${node.label}${node.numbered > 0 ? html` <span class="count">${node.numbered}</span>` : nothing}</span
    >
    ${tensor ? tensorCells(tensor) : html`<span class="number">${parametersOf(node.parameters)}</span>`}
  </div>`;
}

function tensorCells(tensor: DescribedTensor): TemplateResult {
  const { shape, dtype, parameters, role } = tensor;
  return html`<span class="shape">${shape === null ? '' : shape.length === 0 ? t('scalar') : shape.join(' × ')}</span>
    <span class="dtype">${dtype ?? ''}</span>
    <span class="number">${role === 'parameter' ? formatCount(parameters) : roleName(role)}</span>`;
}

function roleName(role: DescribedTensor['role']): string {
  switch (role) {
    case 'tied':
      return t('tied');
    case 'buffer':
      return t('buffer');
    case 'unused':
      return t('unused');
    case 'parameter':
      return '';
  }
}

function tooltip(tensor: DescribedTensor): string {
  const { shape, dtype } = tensor;
  return [meaning(tensor), shape?.join(' × ') ?? '', dtype ?? ''].filter((part) => part !== '').join(', ');
}

function meaning({ name, role, tiedTo }: DescribedTensor): string {
  if (role === 'tied' && tiedTo !== null) return t('{0}, tied to {1}', name, tiedTo);
  if (role === 'buffer') return t('{0}, a buffer: no weight', name);
  return role === 'unused' ? t('{0}, in the file, but no part of this class of model', name) : name;
}

function parametersOf(count: number): string {
  return count < 10_000 ? formatCount(count) : formatParameters(count);
}
