import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  divergingTable,
  divergingZero,
  sequentialTable,
  warmSeries,
  warmTable,
  type ColourTable,
  type ScaleColours,
} from '../../../../webview/shared/colour/colour-table';
import { contrast } from '../../../../webview/shared/colour/contrast';
import { fromOklch, toOklch, toScreen, type Rgb } from '../../../../webview/shared/colour/oklch';
import { hex, over, parseColour } from '../../../../webview/shared/colour/parse-colour';
import { attentionScale, divergingScale, linearScale, shortNumber } from '../../../../webview/shared/colour/scale';

function rgb(text: string): Rgb {
  return [1, 3, 5].map((at) => parseInt(text.slice(at, at + 2), 16) / 255) as unknown as Rgb;
}

/** The colours of the recorded themes. */
const themes: Record<string, ScaleColours> = {
  dark: { background: rgb('#121314'), blue: rgb('#57a3f8'), warning: rgb('#cca700'), highContrast: false },
  light: { background: rgb('#ffffff'), blue: rgb('#0063d3'), warning: rgb('#bf8803'), highContrast: false },
  contrast: { background: rgb('#000000'), blue: rgb('#59a4f9'), warning: rgb('#ffd370'), highContrast: true },
};

function at(table: ColourTable, position: number): Rgb {
  return [0, 1, 2].map((channel) => (table.bytes[position * 3 + channel] ?? 0) / 255) as unknown as Rgb;
}

const colours = fc.tuple(
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.double({ min: 0, max: 1, noNaN: true }),
);

describe('OKLCH', () => {
  it('is what it is published to be', () => {
    const { lightness, chroma, hue } = toOklch([1, 0, 0]);
    expect([lightness, chroma, hue].map((value) => value.toFixed(3))).toEqual(['0.628', '0.258', '29.234']);
  });

  it('goes there and back', () => {
    fc.assert(
      fc.property(colours, (colour) => {
        fromOklch(toOklch(colour)).forEach((channel, index) => expect(channel).toBeCloseTo(colour[index] ?? 0, 4));
      }),
    );
  });

  it('keeps lightness and hue where the screen cannot show the chroma', () => {
    const shown = toScreen({ lightness: 0.9, chroma: 0.4, hue: 250 });
    expect(Math.max(...shown)).toBeLessThanOrEqual(1);
    expect(toOklch(shown).lightness).toBeCloseTo(0.9, 3);
    expect(toOklch(shown).hue).toBeCloseTo(250, 0);
  });
});

describe.each(Object.entries(themes))('scales of the %s theme', (name, theme) => {
  const tables = [sequentialTable(theme), warmTable(theme)];
  const outwards = name === 'light' ? -1 : 1;

  it('begin at the background', () => {
    for (const table of tables) expect(hex(at(table, 0))).toBe(hex(theme.background));
    expect(hex(at(divergingTable(theme), divergingZero))).toBe(hex(theme.background));
  });

  it('grow evenly in lightness', () => {
    for (const table of tables) {
      const lightness = Array.from({ length: 256 }, (_, position) => toOklch(at(table, position)).lightness);
      const span = (lightness[255] ?? 0) - (lightness[0] ?? 0);
      expect(Math.sign(span)).toBe(outwards);
      lightness.forEach((value, position) => {
        // Near black one step of a channel is a step of 0.02 in lightness.
        expect(Math.abs(value - ((lightness[0] ?? 0) + (span * position) / 255))).toBeLessThan(0.04);
      });
    }
  });

  it('move away from zero on both sides', () => {
    const table = divergingTable(theme);
    const distance = (position: number) =>
      outwards * (toOklch(at(table, position)).lightness - toOklch(theme.background).lightness);
    for (const step of [20, 60, 100, 127]) {
      expect(distance(divergingZero + step)).toBeGreaterThan(distance(divergingZero + step - 20));
      expect(distance(divergingZero - step)).toBeGreaterThan(distance(divergingZero - step + 20));
    }
  });

  it('bear text with at least 4.5 to 1', () => {
    for (const table of [...tables, divergingTable(theme)]) {
      table.textCss.forEach((text, position) => {
        expect(contrast(at(table, position), text === '#fff' ? [1, 1, 1] : [0, 0, 0])).toBeGreaterThanOrEqual(4.5);
      });
    }
  });

  it('have an orange that stands out as a line does', () => {
    expect(contrast(warmSeries(theme), theme.background)).toBeGreaterThan(3);
  });
});

it('gives the colours of the drawn target', () => {
  const table = sequentialTable(themes['dark']!);
  expect([26, 51, 77, 128, 230].map((position) => table.css[position])).toEqual([
    'rgb(17 38 61)',
    'rgb(18 56 98)',
    'rgb(20 77 135)',
    'rgb(49 121 199)',
    'rgb(185 217 255)',
  ]);
  expect(hex(warmSeries(themes['dark']!))).toBe('#e89724');
});

describe('positions', () => {
  it('of attention are those of the engine: round(255 √weight)', () => {
    expect([0, 0.05, 0.25, 1].map(attentionScale.position)).toEqual([0, 57, 128, 255]);
    expect(attentionScale.ticks.map(({ label }) => label)).toEqual(['0', '.05', '.25', '1']);
  });

  it('stay in the table whatever comes', () => {
    const scales = [attentionScale, linearScale(-3, 8), linearScale(2, 2), divergingScale()];
    fc.assert(
      fc.property(fc.double(), (value) => {
        for (const { position } of scales) {
          const found = position(value);
          expect(Number.isInteger(found) && found >= 0 && found <= 255).toBe(true);
        }
      }),
    );
  });

  it('of cosines are symmetric about zero', () => {
    const { position } = divergingScale();
    expect(position(0)).toBe(divergingZero);
    expect(position(0.5) - divergingZero).toBe(divergingZero - position(-0.5));
  });
});

it('writes short numbers', () => {
  expect([0.357, 0, 1, -0.5, 6.84, 38, 123.4, -0.001, 0.996].map(shortNumber)).toEqual([
    '.36',
    '0',
    '1',
    '\u2212.50',
    '6.8',
    '38',
    '123',
    '0',
    '1.00',
  ]);
});

describe('computed colours', () => {
  it('are read in both forms', () => {
    expect(parseColour('rgb(255, 0, 51)')).toEqual({ rgb: [1, 0, 0.2], alpha: 1 });
    expect(parseColour('rgba(0, 0, 0, 0.5)')?.alpha).toBe(0.5);
    expect(parseColour('color(srgb 0.1 0.2 0.3 / 0.12)')).toEqual({ rgb: [0.1, 0.2, 0.3], alpha: 0.12 });
    expect(parseColour('transparent')).toBeNull();
  });

  it('lie over the background', () => {
    expect(over({ rgb: [1, 1, 1], alpha: 0.5 }, [0, 0, 0])).toEqual([0.5, 0.5, 0.5]);
  });
});
