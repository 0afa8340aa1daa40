import type { Rgb } from './oklch';

/** A colour with how much it covers, 0 to 1. */
export interface Rgba {
  readonly rgb: Rgb;
  readonly alpha: number;
}

/**
 * A colour as browsers compute it: `rgb(1, 2, 3)`, `rgba(1, 2, 3, 0.5)` or, of a mix, `color(srgb 0.1 0.2 0.3 / 0.5)`.
 * Null for what is none of these.
 */
export function parseColour(computed: string): Rgba | null {
  const found = /^(rgba?|color)\((?:srgb )?([^)]*)\)$/.exec(computed.trim());
  if (!found) return null;
  const numbers = (found[2] ?? '').split(/[\s,/]+/).map((part) => (part === 'none' ? 0 : Number(part)));
  const [r, g, b, alpha = 1] = numbers;
  if (r === undefined || g === undefined || b === undefined || numbers.some(Number.isNaN)) return null;
  const most = found[1] === 'color' ? 1 : 255;
  return { rgb: [r / most, g / most, b / most], alpha };
}

/** What is seen of a colour that lies over an opaque one. */
export function over({ rgb, alpha }: Rgba, below: Rgb): Rgb {
  const mix = (top: number, under: number) => top * alpha + under * (1 - alpha);
  return [mix(rgb[0], below[0]), mix(rgb[1], below[1]), mix(rgb[2], below[2])];
}

/** `#rrggbb`, for pictures that leave the view. */
export function hex(rgb: Rgb): string {
  const digits = rgb.map((channel) =>
    Math.round(Math.min(1, Math.max(0, channel)) * 255)
      .toString(16)
      .padStart(2, '0'),
  );
  return `#${digits.join('')}`;
}
