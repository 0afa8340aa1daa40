import type { ThemeColours } from '../colour/theme-colours';
import { fontOf } from './paint';

/** Measures labels in the fonts of the theme, each text once. */
export class TextWidth {
  readonly #widths = new Map<string, number>();
  #context: CanvasRenderingContext2D | null = null;
  #colours: ThemeColours | null = null;

  /** A function that gives the width of a label in CSS pixels. */
  of(colours: ThemeColours): (text: string, mono: boolean) => number {
    if (colours !== this.#colours) this.#widths.clear();
    this.#colours = colours;
    return (text, mono) => {
      const key = `${mono ? 'm' : 'u'}${text}`;
      const known = this.#widths.get(key);
      if (known !== undefined) return known;
      const width = this.#measure(text, mono, colours);
      this.#widths.set(key, width);
      return width;
    };
  }

  #measure(text: string, mono: boolean, colours: ThemeColours): number {
    this.#context ??= document.createElement('canvas').getContext('2d');
    if (!this.#context) return text.length * 7;
    // Bold, so that nothing moves when a label is chosen.
    this.#context.font = fontOf({ bold: true, mono }, colours);
    return this.#context.measureText(text).width;
  }
}
