import { t } from '@vscode/l10n';
import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import { formatCount } from '../../../shared/format/numbers';
import { setStyles } from '../../../shared/theme/set-styles';
import type { BranchNode, BranchRow } from './branch-tree';

/** In pixels. */
export const rowHeight = 22;
const lane = 13;
/** Deeper levels stand in the last lane: names need the room. */
const mostLanes = 7;
const middle = rowHeight / 2;

/** What a line of the tree is drawn with, beside the line itself. */
export interface RowMarks {
  readonly index: number;
  readonly chosen: boolean;
  readonly cursor: boolean;
  /** Whether the line lies on the way to what is looked at. */
  readonly onPath: boolean;
  readonly onClick: () => void;
}

/** The line of the prompt, from which all others come. */
export function promptRow(prompt: string, hasChildren: boolean, marks: RowMarks): TemplateResult {
  const down = hasChildren ? vertical(0, middle, rowHeight) : '';
  return treeItem(marks, { level: 1, place: 1, siblings: 1 }, graph(0, down, marks), prompt, t('prompt'));
}

/** A part of a sequence as a line. */
export function branchRow(row: BranchRow, marks: RowMarks): TemplateResult {
  const { node, level, place, siblings } = row;
  const text = textOf(node) || t('nothing yet');
  const count = node.children.length > 0 ? '' : formatCount(node.branch.sequences[node.sequence]?.tokens.length ?? 0);
  return treeItem(marks, { level: level + 2, place, siblings }, graph(level, linesOf(row), marks), text, count);
}

function treeItem(
  { index, chosen, cursor, onClick }: RowMarks,
  { level, place, siblings }: { readonly level: number; readonly place: number; readonly siblings: number },
  picture: TemplateResult,
  text: string,
  end: string,
): TemplateResult {
  return html`<div
    class="row ${cursor ? 'cursor' : ''}"
    role="treeitem"
    id=${`branch-${index}`}
    aria-level=${level}
    aria-posinset=${place}
    aria-setsize=${siblings}
    aria-selected=${String(chosen)}
    title=${text}
    @click=${onClick}
  >
    ${picture}<span class="name mono">${text.trim()}</span><span class="count">${end}</span>
  </div>`;
}

/** The lines of the graph in this row: from above to its circle, and those that pass it or begin at it. */
function linesOf({ node, level, place, goesOn }: BranchRow): string {
  const passing = goesOn.slice(0, level).map((on, at) => (on ? vertical(at, 0, rowHeight) : ''));
  // The first that hangs on a line bends away from it; those of the prompt stay in its lane.
  const bends = level > 0 && place === 1;
  const above = bends
    ? `M${x(level - 1)} 0C${x(level - 1)} ${middle * 0.7} ${x(level)} ${middle * 0.3} ${x(level)} ${middle}`
    : vertical(level, 0, middle);
  const below = goesOn[level] ? vertical(level, middle, rowHeight) : '';
  const out = node.children.length > 0 ? vertical(level, middle, rowHeight) : '';
  return [...passing, above, below, out].join('');
}

function graph(level: number, lines: string, { chosen, onPath }: RowMarks): TemplateResult {
  const width = x(Math.min(level, mostLanes)) + 9;
  const circle: SVGTemplateResult = svg`<circle
    class=${onPath ? 'on' : ''}
    cx=${x(level)}
    cy=${middle}
    r=${chosen ? 4.5 : 3.5}
  ></circle>`;
  return html`<svg aria-hidden="true" ${setStyles({ width: `${width}px` })} height=${rowHeight}>
    <path d=${lines}></path>
    ${circle}
  </svg>`;
}

function x(level: number): number {
  return 7 + Math.min(level, mostLanes) * lane;
}

function vertical(level: number, from: number, to: number): string {
  return `M${x(level)} ${from}V${to}`;
}

const mostCharacters = 80;

function textOf({ branch, sequence, from, to }: BranchNode): string {
  let text = '';
  for (const token of branch.sequences[sequence]?.tokens.slice(from, to) ?? []) {
    text += token.special ? token.token : token.text;
    if (text.length > mostCharacters) return `${text.slice(0, mostCharacters)}…`;
  }
  return text;
}
