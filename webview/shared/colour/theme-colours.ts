import {
  divergingTable,
  sequentialTable,
  warmSeries,
  warmTable,
  type ColourTable,
  type ScaleColours,
} from './colour-table';
import type { Rgb } from './oklch';
import { hex, over, parseColour } from './parse-colour';
import type { TableName } from './scale';

/** Colours that painters use beside the scales, as opaque `#rrggbb`. */
export interface Palette {
  readonly background: string;
  readonly foreground: string;
  readonly description: string;
  readonly disabled: string;
  /** Lines of a grid between cells, and of axes. */
  readonly grid: string;
  readonly cardBorder: string;
  readonly blue: string;
  readonly orange: string;
  readonly otherBar: string;
  /** The chosen cell, row or head inside a picture. */
  readonly chosen: string;
}

/** All that a painter needs of the theme. A new object after every change of it. */
export interface ThemeColours {
  readonly tables: Readonly<Record<TableName, ColourTable>>;
  readonly palette: Palette;
  readonly highContrast: boolean;
  /** Px by which the chosen is outlined. */
  readonly chosenWidth: number;
  readonly font: string;
  readonly mono: string;
}

/** Reads the theme from the page: VS Code's variables and those of page.css. */
export function readThemeColours(body: HTMLElement): ThemeColours {
  const probe = document.createElement('span');
  probe.hidden = true;
  body.append(probe);
  const background = readColour(probe, '--vscode-editor-background', [0, 0, 0]) ?? [0, 0, 0];
  const read = (name: string, fallback: string): Rgb =>
    readColour(probe, name, background) ?? readColour(probe, fallback, background) ?? [0.5, 0.5, 0.5];
  const highContrast = /\bvscode-high-contrast/.test(body.className);
  const colours: ScaleColours = {
    background,
    blue: read('--vscode-charts-blue', '--vscode-textLink-foreground'),
    warning: read('--vscode-editorWarning-foreground', '--vscode-foreground'),
    highContrast,
  };
  const palette = readPalette(read, colours);
  probe.remove();
  const style = getComputedStyle(body);
  return {
    tables: {
      sequential: sequentialTable(colours),
      warm: warmTable(colours),
      diverging: divergingTable(colours),
    },
    palette,
    highContrast,
    chosenWidth: highContrast ? 2 : 1.5,
    font: style.fontFamily,
    mono: style.getPropertyValue('--vscode-editor-font-family') || 'monospace',
  };
}

function readPalette(read: (name: string, fallback: string) => Rgb, colours: ScaleColours): Palette {
  const foreground = '--vscode-foreground';
  const named = (name: string) => hex(read(name, foreground));
  return {
    background: hex(colours.background),
    foreground: named(foreground),
    description: named('--vscode-descriptionForeground'),
    disabled: named('--vscode-disabledForeground'),
    grid: named('--lens-grid'),
    cardBorder: named('--lens-card-border'),
    blue: hex(colours.blue),
    orange: hex(warmSeries(colours)),
    otherBar: named('--lens-other-bar'),
    chosen: named(colours.highContrast ? '--vscode-contrastActiveBorder' : foreground),
  };
}

/** What is seen of a variable's colour on the background; null where the theme has none of that name. */
function readColour(probe: HTMLElement, name: string, background: Rgb): Rgb | null {
  if (getComputedStyle(probe).getPropertyValue(name).trim() === '') return null;
  probe.style.color = `var(${name})`;
  const colour = parseColour(getComputedStyle(probe).color);
  return colour && over(colour, background);
}
