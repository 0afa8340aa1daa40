import type { Cell } from './table';

const most = 80;

/** A value as a list of bad rows shows it: on one line, what would disturb it made visible, shortened. */
export function shown(value: Cell): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const part = text.slice(0, most * 2);
  const visible = part.replace(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu, (character) => {
    if (character === '\n') return '⏎';
    const code = character.codePointAt(0) ?? 0;
    return code === 9 ? ' ' : `\\x${code.toString(16).padStart(2, '0')}`;
  });
  return visible.length > most || text.length > part.length ? `${visible.slice(0, most - 1)}…` : visible;
}
