import type { TreeRow } from './tree-rows';

/** What a key does in a tree, as in the trees of VS Code. */
export type TreeMove = { readonly to: number } | { readonly toggle: number } | { readonly choose: number };

/** @param page rows that are in view @returns undefined for a key that means nothing here */
export function treeMove(key: string, cursor: number, rows: readonly TreeRow[], page: number): TreeMove | undefined {
  const last = rows.length - 1;
  const row = rows[cursor];
  if (last < 0) return undefined;
  const to = (index: number): TreeMove => ({ to: Math.max(0, Math.min(last, index)) });
  switch (key) {
    case 'ArrowDown':
      return to(cursor + 1);
    case 'ArrowUp':
      return to(cursor - 1);
    case 'PageDown':
      return to(cursor + page);
    case 'PageUp':
      return to(cursor - page);
    case 'Home':
      return to(0);
    case 'End':
      return to(last);
    case 'ArrowRight':
      if (row?.expanded === false) return { toggle: cursor };
      return row?.expanded === true ? to(cursor + 1) : undefined;
    case 'ArrowLeft':
      if (row?.expanded === true) return { toggle: cursor };
      return row && row.parent >= 0 ? to(row.parent) : undefined;
    case 'Enter':
    case ' ':
      if (!row) return undefined;
      return row.expanded === null ? { choose: cursor } : { toggle: cursor };
    default:
      return undefined;
  }
}
