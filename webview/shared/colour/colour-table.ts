import { isWhiteBetter } from './contrast';
import { toOklch, toScreen, type Oklch, type Rgb } from './oklch';

/** A scale's 256 colours, ready for painting. */
export interface ColourTable {
  /** Red, green, blue by position: [256, 3]. */
  readonly bytes: Uint8Array;
  /** The same as pixels of an ImageData seen as a Uint32Array, opaque: [256]. */
  readonly pixels: Uint32Array;
  /** By position: `rgb(…)` of the colour, and of the text on it (black or white). */
  readonly css: readonly string[];
  readonly textCss: readonly string[];
}

/** What the scales follow from. */
export interface ScaleColours {
  readonly background: Rgb;
  /** `charts-blue`. */
  readonly blue: Rgb;
  /** `editorWarning-foreground`. */
  readonly warning: Rgb;
  readonly highContrast: boolean;
}

/** Positions of a table; zero of a diverging scale lies at {@link divergingZero}. */
export const tableSize = 256;
export const divergingZero = 128;

const darkEnd = 0.95;
const contrastEnd = 1;
const lightEnd = 0.33;
const warmEnds = { dark: 0.93, contrast: 1, light: 0.42 };
/** How far warm is turned from the warning colour towards orange, and where orange is, in degrees. */
const warmTurn = 24;
const orange = 50;
/** The share of either scale that a diverging one goes. */
const divergingReach = 0.86;

/** Weights, norms: from the background to the far end of blue. Lightness grows in equal steps, so it alone carries the value. */
export function sequentialTable(colours: ScaleColours): ColourTable {
  return tableOf((position) => blueAt(colours, position / (tableSize - 1)));
}

/** The same in the hue of warnings, turned towards orange. */
export function warmTable(colours: ScaleColours): ColourTable {
  return tableOf((position) => warmAt(colours, position / (tableSize - 1)));
}

/** Cosines, changes: blue above zero, warm below, both from the background. */
export function divergingTable(colours: ScaleColours): ColourTable {
  return tableOf((position) => {
    const t = Math.max(-1, (position - divergingZero) / (tableSize - 1 - divergingZero));
    return t < 0 ? warmAt(colours, -t * divergingReach) : blueAt(colours, t * divergingReach);
  });
}

/** Orange of lines: the warning colour, turned as the warm scale is. */
export function warmSeries({ warning }: ScaleColours): Rgb {
  return toScreen(turned(warning));
}

function blueAt({ background, blue, highContrast }: ScaleColours, t: number): Rgb {
  const { lightness } = toOklch(background);
  const end = highContrast && lightness < 0.5 ? contrastEnd : lightness < 0.5 ? darkEnd : lightEnd;
  return away(background, toOklch(blue), end, t);
}

function warmAt({ background, warning, highContrast }: ScaleColours, t: number): Rgb {
  const { lightness } = toOklch(background);
  const { dark, contrast: most, light } = warmEnds;
  const end = highContrast && lightness < 0.5 ? most : lightness < 0.5 ? dark : light;
  return away(background, turned(warning), end, t);
}

function turned(warning: Rgb): Oklch {
  const { hue, ...colour } = toOklch(warning);
  return { ...colour, hue: hue + Math.max(-warmTurn, Math.min(warmTurn, orange - hue)) };
}

/** The colour at `t` of the way from the background to `end`. Zero is the background itself: what is not there is not drawn. */
function away(background: Rgb, colour: Oklch, end: number, t: number): Rgb {
  if (t === 0) return background;
  const start = toOklch(background).lightness;
  const swell = Math.sin(Math.PI * (0.05 + 0.86 * t)) ** 1.15;
  return toScreen({
    lightness: start + (end - start) * t,
    chroma: Math.min(colour.chroma, 0.14) * swell,
    hue: colour.hue,
  });
}

function tableOf(colourAt: (position: number) => Rgb): ColourTable {
  const bytes = new Uint8Array(tableSize * 3);
  const pixels = new Uint32Array(tableSize);
  const [css, textCss]: [string[], string[]] = [[], []];
  for (let position = 0; position < tableSize; position += 1) {
    const [r, g, b] = colourAt(position).map((channel) => Math.round(channel * 255)) as [number, number, number];
    bytes.set([r, g, b], position * 3);
    // Canvases are little-endian on every machine that VS Code runs on: red is the lowest byte.
    pixels[position] = ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0;
    css.push(`rgb(${r} ${g} ${b})`);
    textCss.push(isWhiteBetter([r / 255, g / 255, b / 255]) ? '#fff' : '#000');
  }
  return { bytes, pixels, css, textCss };
}
