import type { DescribedTensor } from '../../../../src/common/contracts/description';
import type { TreeNode } from './build-tree';

/** A line of the tree as it is on show. */
export interface TreeRow {
  readonly node: TreeNode;
  /** From 1. */
  readonly level: number;
  /** Null for a tensor. */
  readonly expanded: boolean | null;
  /** Its place among the children of its module, from 1. */
  readonly place: number;
  readonly siblings: number;
  /** Index of the row of its module; -1 at the top. */
  readonly parent: number;
}

/** The lines that are on show when these modules are unfolded. */
export function treeRows(roots: readonly TreeNode[], expanded: ReadonlySet<string>): TreeRow[] {
  const rows: TreeRow[] = [];
  const add = (nodes: readonly TreeNode[], level: number, parent: number): void => {
    nodes.forEach((node, index) => {
      const open = node.tensor === null ? expanded.has(node.path) : null;
      rows.push({ node, level, expanded: open, place: index + 1, siblings: nodes.length, parent });
      if (open === true) add(node.children, level + 1, rows.length - 1);
    });
  };
  add(roots, 1, -1);
  return rows;
}

/** The tensors whose names hold a text, by their full names. */
export function foundRows(tensors: readonly DescribedTensor[], query: string): TreeRow[] {
  const wanted = query.toLowerCase();
  const found = tensors.flatMap(({ name, parameters }, index): TreeNode[] =>
    name.toLowerCase().includes(wanted)
      ? [{ path: `?#${index}`, label: name, children: [], parameters, tensor: index, numbered: 0 }]
      : [],
  );
  return found.map((node, index) => {
    return { node, level: 1, expanded: null, place: index + 1, siblings: found.length, parent: -1 };
  });
}

/** What is unfolded at first: the way to the first layer, and that layer with its attention. */
export function firstExpanded(roots: readonly TreeNode[]): Set<string> {
  const expanded = new Set<string>();
  let nodes = roots;
  for (let level = 0; level < 5; level++) {
    const next = nodes.find(({ numbered }) => numbered > 0) ?? nodes.find(({ tensor }) => tensor === null);
    if (!next) break;
    expanded.add(next.path);
    nodes = next.children;
  }
  return expanded;
}
