/** Narrower than this, in px, a card is hard to read. */
const narrowest = 236;
const gap = 12;
const mostBeside = 3;

/** How many cards stand side by side. */
export function cardsBeside(width: number, count: number): number {
  const fit = Math.floor((width + gap) / (narrowest + gap));
  return Math.max(1, Math.min(mostBeside, fit, count));
}

/** The first card of the page that shows a sequence; pages do not overlap, and the last one is full. */
export function firstOnPage(sequence: number, beside: number, count: number): number {
  return Math.max(0, Math.min(Math.floor(sequence / beside) * beside, count - beside));
}

/** Mean characters of a token, and the width of one, in px. */
const perToken = 4.6;
const character = 7.83;
const fewestLines = 3;
const mostLines = 12;

/** Lines that a text will need about, so that nothing below it moves while it comes. */
export function linesFor(characters: number, tokens: number, width: number): number {
  const perLine = Math.max(10, Math.floor((width - 26) / character));
  const lines = Math.ceil(((characters + tokens * perToken) / perLine) * 1.1);
  return Math.max(fewestLines, Math.min(mostLines, lines));
}
