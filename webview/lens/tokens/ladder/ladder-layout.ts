import type { Stages } from '../../../../src/common/contracts/tokens';
import { chipText, showSpaces } from '../../strip/chip-look';
import { cellsOf } from '../../strip/strip-lines';
import { ladderColumns, type Column, type ColumnRange } from './ladder-columns';

/** Sizes in px: the least width of a column, advances of the fonts, and what a cell needs beside its text. */
export interface LadderMeasures {
  readonly column: number;
  readonly character: number;
  readonly digit: number;
  readonly padding: number;
}

/** A cell of a stage, in px from the left edge. */
export interface LadderCell {
  readonly left: number;
  readonly width: number;
}

/** Where each character, pre-token and token stands; in the order of the stages' lists. */
export interface LadderLayout {
  readonly width: number;
  readonly characters: readonly (LadderCell & Column)[];
  readonly preTokens: readonly LadderCell[];
  readonly tokens: readonly LadderCell[];
}

interface Stretch extends ColumnRange {
  readonly needs: number;
}

/** Tokens that share characters, with the width that each of them needs. */
interface Cluster extends Stretch {
  readonly needsOf: readonly number[];
}

/**
 * Lays every stage under the characters that it came from. Columns are widened, evenly, where a token's text or id needs
 * more room than its characters have; tokens that share characters (the bytes of one) share their columns.
 */
export function layoutLadder(
  stages: Pick<Stages, 'text' | 'tokens' | 'preTokens'>,
  measures: LadderMeasures,
): LadderLayout {
  const { columns, tokens, preTokens } = ladderColumns(stages);
  const widthOf = (text: string) => cellsOf(text) * measures.character + measures.padding;
  const needs = stages.tokens.map((token) =>
    Math.max(widthOf(chipText(token)), String(token.id).length * measures.digit + measures.padding),
  );
  const clusters = clustersOf(tokens, needs);
  const pre = preTokens.map((range, index) => ({
    ...range,
    needs: widthOf(showSpaces(stages.preTokens?.[index]?.text ?? '')),
  }));
  const widths = widen(
    columns.map(({ end, start }) => (end > start ? measures.column : 0)),
    [...clusters, ...pre],
  );
  const edges = [0];
  for (const width of widths) edges.push((edges.at(-1) ?? 0) + width);
  const cellOf = ({ from, to }: ColumnRange): LadderCell => {
    const left = edges[from] ?? 0;
    return { left, width: (edges[to] ?? left) - left };
  };
  return {
    width: edges.at(-1) ?? 0,
    characters: columns.map((column, index) => ({ ...column, ...cellOf({ from: index, to: index + 1 }) })),
    preTokens: pre.map(cellOf),
    tokens: clusters.flatMap((cluster) => share(cluster.needsOf, cellOf(cluster))),
  };
}

function clustersOf(ranges: readonly ColumnRange[], needs: readonly number[]): Cluster[] {
  const clusters: Cluster[] = [];
  ranges.forEach(({ from, to }, index) => {
    const own = needs[index] ?? 0;
    const last = clusters.at(-1);
    if (last && from < last.to && to > last.from) {
      const merged = { from: Math.min(from, last.from), to: Math.max(to, last.to) };
      clusters[clusters.length - 1] = { ...merged, needs: last.needs + own, needsOf: [...last.needsOf, own] };
    } else clusters.push({ from, to, needs: own, needsOf: [own] });
  });
  return clusters;
}

/** Widens columns until every stretch has what it needs, the shortest stretches first. */
function widen(widths: readonly number[], stretches: readonly Stretch[]): number[] {
  const result = [...widths];
  for (const { from, to, needs } of [...stretches].sort((a, b) => a.to - a.from - (b.to - b.from))) {
    if (to <= from) continue;
    const has = result.slice(from, to).reduce((sum, width) => sum + width, 0);
    const more = Math.max(0, needs - has) / (to - from);
    for (let column = from; column < to; column += 1) result[column] = (result[column] ?? 0) + more;
  }
  return result;
}

/** Parts a cell among its tokens by what each needs. */
function share(needs: readonly number[], { left, width }: LadderCell): LadderCell[] {
  const total = needs.reduce((sum, own) => sum + own, 0);
  let at = left;
  return needs.map((own) => {
    const part = { left: at, width: total > 0 ? (own / total) * width : 0 };
    at += part.width;
    return part;
  });
}
