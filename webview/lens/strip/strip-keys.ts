import { moveCursor } from '../../shared/table/move-cursor';

/** What a key press on the strip asks for. */
export type StripCommand =
  | { readonly kind: 'choose'; readonly add: boolean }
  | { readonly kind: 'reveal' }
  | { readonly kind: 'letGo' }
  /** To the chip of this number. */
  | { readonly kind: 'move'; readonly to: number }
  /** To the line above (-1) or below (1), or out of the strip. */
  | { readonly kind: 'cross'; readonly direction: -1 | 1 };

/** How far PageUp and PageDown go. */
const pageOfChips = 10;

const asInList: Record<string, string> = { ArrowLeft: 'ArrowUp', ArrowRight: 'ArrowDown' };

/** The command of a key press, with the cursor on chip `cursor` of `count`; null for keys that mean nothing here. */
export function stripCommand(
  { key, ctrlKey, metaKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey'>,
  cursor: number,
  count: number,
): StripCommand | null {
  switch (key) {
    case ' ':
      return { kind: 'choose', add: ctrlKey || metaKey };
    case 'Enter':
      return { kind: 'reveal' };
    case 'Escape':
      return { kind: 'letGo' };
    case 'ArrowUp':
      return { kind: 'cross', direction: -1 };
    case 'ArrowDown':
      return { kind: 'cross', direction: 1 };
    default: {
      const to = moveCursor(asInList[key] ?? key, cursor, count, pageOfChips);
      return to === undefined ? null : { kind: 'move', to };
    }
  }
}
