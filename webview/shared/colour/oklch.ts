/** A colour in sRGB: red, green, blue from 0 to 1, gamma as on screen; outside of that range it cannot be shown. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** A colour by lightness (0 black, 1 white), chroma (0 grey) and hue in degrees: OKLab in polar form. */
export interface Oklch {
  readonly lightness: number;
  readonly chroma: number;
  readonly hue: number;
}

/** The colour in OKLCH (Björn Ottosson, "A perceptual color space for image processing", 2020; his matrices). */
export function toOklch(rgb: Rgb): Oklch {
  const [r, g, b] = [toLinear(rgb[0]), toLinear(rgb[1]), toLinear(rgb[2])];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  const greenRed = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  const blueYellow = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  return {
    lightness: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    chroma: Math.hypot(greenRed, blueYellow),
    hue: ((Math.atan2(blueYellow, greenRed) * 180) / Math.PI + 360) % 360,
  };
}

/** The colour in sRGB, which may lie outside of what a screen shows. */
export function fromOklch({ lightness, chroma, hue }: Oklch): Rgb {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    fromLinear(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    fromLinear(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    fromLinear(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

/** The nearest colour that a screen shows: of the same lightness and hue, with as much of the chroma as there can be. */
export function toScreen(colour: Oklch): Rgb {
  const whole = fromOklch(colour);
  if (isShown(whole)) return whole;
  let [low, high] = [0, colour.chroma];
  for (let step = 0; step < 24; step += 1) {
    const chroma = (low + high) / 2;
    if (isShown(fromOklch({ ...colour, chroma }))) low = chroma;
    else high = chroma;
  }
  const [r, g, b] = fromOklch({ ...colour, chroma: low });
  return [within(r), within(g), within(b)];
}

function isShown(rgb: Rgb): boolean {
  return rgb.every((channel) => channel >= -1e-6 && channel <= 1 + 1e-6);
}

function within(channel: number): number {
  return Math.min(1, Math.max(0, channel));
}

/** A channel without the gamma of sRGB (IEC 61966-2-1). */
export function toLinear(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
}

function fromLinear(channel: number): number {
  return channel <= 0.0031308 ? channel * 12.92 : 1.055 * channel ** (1 / 2.4) - 0.055;
}
