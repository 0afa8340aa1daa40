import { svg, type TemplateResult } from 'lit';
import type { Palette, ThemeColours } from '../colour/theme-colours';
import { element, svgText } from '../export/svg';

export type Tone = keyof Pick<
  Palette,
  'foreground' | 'description' | 'grid' | 'blue' | 'orange' | 'otherBar' | 'background' | 'chosen'
>;
export type Dash = 'solid' | 'dashed' | 'dotted';

export interface PathShape {
  readonly kind: 'path';
  readonly d: string;
  readonly stroke: Tone;
  readonly width: number;
  readonly dash?: Dash;
  /** Lies behind what matters. */
  readonly faint?: boolean;
}

export interface CircleShape {
  readonly kind: 'circle';
  readonly x: number;
  readonly y: number;
  readonly r: number;
  readonly fill: Tone;
  readonly stroke: Tone;
  /** Of the stroke, in px; 1 where it is not given. */
  readonly width?: number;
}

export interface TextShape {
  readonly kind: 'text';
  readonly x: number;
  /** The base line. */
  readonly y: number;
  readonly text: string;
  readonly align: 'start' | 'middle' | 'end';
  readonly tone: Tone;
  readonly bold?: boolean;
  readonly mono?: boolean;
  /** Reads upwards. */
  readonly upwards?: boolean;
}

/** What pictures of lines and points are made of; drawn in the view by Lit and written into files as text. */
export type Shape = PathShape | CircleShape | TextShape;

const dashes: Readonly<Record<Dash, string>> = { solid: 'none', dashed: '6 3', dotted: '1.5 3' };
const textSize = 11;
const faintOpacity = 0.4;

/** The shapes as parts of an `<svg>` in a template. */
export function drawShapes(shapes: readonly Shape[], { palette, font, mono }: ThemeColours): TemplateResult[] {
  return shapes.map((shape) => {
    switch (shape.kind) {
      case 'path':
        return svg`<path
          d=${shape.d}
          fill="none"
          stroke=${palette[shape.stroke]}
          stroke-width=${shape.width}
          stroke-dasharray=${dashes[shape.dash ?? 'solid']}
          stroke-opacity=${shape.faint ? faintOpacity : 1}
        ></path>`;
      case 'circle':
        return svg`<circle
          cx=${shape.x}
          cy=${shape.y}
          r=${shape.r}
          fill=${palette[shape.fill]}
          stroke=${palette[shape.stroke]}
          stroke-width=${shape.width ?? 1}
        ></circle>`;
      case 'text':
        return svg`<text
          x=${shape.x}
          y=${shape.y}
          text-anchor=${shape.align}
          fill=${palette[shape.tone]}
          font-size=${textSize}
          font-weight=${shape.bold ? 600 : 400}
          font-family=${shape.mono ? mono : font}
          transform=${turnOf(shape) ?? ''}
        >${shape.text}</text>`;
    }
  });
}

/** The shapes as elements of an SVG document. */
export function shapeElements(shapes: readonly Shape[], { palette, font, mono }: ThemeColours): string[] {
  return shapes.map((shape) => {
    switch (shape.kind) {
      case 'path':
        return element('path', {
          d: shape.d,
          fill: 'none',
          stroke: palette[shape.stroke],
          'stroke-width': shape.width,
          'stroke-dasharray': dashes[shape.dash ?? 'solid'],
          'stroke-opacity': shape.faint ? faintOpacity : 1,
        });
      case 'circle': {
        const { x: cx, y: cy, r, width = 1 } = shape;
        const colours = { fill: palette[shape.fill], stroke: palette[shape.stroke] };
        return element('circle', { cx, cy, r, ...colours, 'stroke-width': width });
      }
      case 'text': {
        const transform = turnOf(shape);
        return svgText(shape.text, {
          x: shape.x,
          y: shape.y,
          'text-anchor': shape.align,
          fill: palette[shape.tone],
          'font-size': textSize,
          'font-weight': shape.bold ? 600 : 400,
          'font-family': shape.mono ? mono : font,
          ...(transform === null ? {} : { transform }),
        });
      }
    }
  });
}

function turnOf({ upwards, x, y }: TextShape): string | null {
  return upwards ? `rotate(-90 ${x} ${y})` : null;
}
