/** What a key does in a heatmap. */
export type HeatmapCommand =
  | { readonly kind: 'move'; readonly rows: number; readonly columns: number }
  | { readonly kind: 'edge'; readonly to: 'first' | 'last'; readonly whole: boolean }
  | { readonly kind: 'choose'; readonly add: boolean }
  | { readonly kind: 'letGo' }
  /** To the head or layer before or after: the parent's business. */
  | { readonly kind: 'step'; readonly of: 'head' | 'layer'; readonly by: -1 | 1 }
  | { readonly kind: 'zoom'; readonly factor: number }
  | { readonly kind: 'whole' };

type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey'>;

const moves: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** The command of a key; null for a key that is not the heatmap's. */
export function heatmapCommand({ key, ctrlKey, metaKey }: Key): HeatmapCommand | null {
  const control = ctrlKey || metaKey;
  const move = moves[key];
  if (move) return control ? null : { kind: 'move', rows: move[0], columns: move[1] };
  switch (key) {
    case 'Home':
      return { kind: 'edge', to: 'first', whole: control };
    case 'End':
      return { kind: 'edge', to: 'last', whole: control };
    case 'PageUp':
      return { kind: 'step', of: control ? 'layer' : 'head', by: -1 };
    case 'PageDown':
      return { kind: 'step', of: control ? 'layer' : 'head', by: 1 };
    case ' ':
    case 'Enter':
      return { kind: 'choose', add: control };
    case 'Escape':
      return { kind: 'letGo' };
    case '+':
    case '=':
      return { kind: 'zoom', factor: 1.5 };
    case '-':
      return { kind: 'zoom', factor: 1 / 1.5 };
    case '0':
      return { kind: 'whole' };
    default:
      return null;
  }
}
