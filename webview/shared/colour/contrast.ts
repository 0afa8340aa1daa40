import { toLinear, type Rgb } from './oklch';

/** How bright a colour is, from 0 to 1 (WCAG 2.2, relative luminance). */
export function luminance([r, g, b]: Rgb): number {
  return 0.2126 * toLinear(r) + 0.7152 * toLinear(g) + 0.0722 * toLinear(b);
}

/** Contrast of two colours, from 1 to 21 (WCAG 2.2). */
export function contrast(a: Rgb, b: Rgb): number {
  const [high, low] = [Math.max(luminance(a), luminance(b)), Math.min(luminance(a), luminance(b))];
  return (high + 0.05) / (low + 0.05);
}

/** Whether white text stands out more than black; the better of them never has less than 4.5 to 1. */
export function isWhiteBetter(background: Rgb): boolean {
  return contrast(background, [1, 1, 1]) > contrast(background, [0, 0, 0]);
}
