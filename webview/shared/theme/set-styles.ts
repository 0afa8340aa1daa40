import { nothing, type ElementPart } from 'lit';
import { Directive, directive, PartType, type PartInfo } from 'lit/directive.js';

/** CSS properties by name (custom ones as well); null takes one away. */
export type Styles = Readonly<Record<string, string | null>>;

class SetStyles extends Directive {
  #before: readonly string[] = [];

  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT) throw new Error('setStyles stands inside a tag, without an attribute name');
  }

  /** Only the signature of the directive: Lit draws by {@link update}. */
  render(styles: Styles): unknown {
    return styles;
  }

  override update({ element }: ElementPart, [styles]: [Styles]): typeof nothing {
    const { style } = element as HTMLElement;
    for (const name of this.#before) if (!(name in styles)) style.removeProperty(name);
    for (const [name, value] of Object.entries(styles)) {
      if (value === null) style.removeProperty(name);
      else style.setProperty(name, value);
    }
    this.#before = Object.keys(styles);
    return nothing;
  }
}

/**
 * Sets styles of an element through CSSOM: `<div ${setStyles({ width: '4px' })}>`. Lit's own `styleMap` first writes a
 * style attribute, which the webviews' Content Security Policy forbids.
 */
export const setStyles = directive(SetStyles);
