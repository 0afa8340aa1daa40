import { tableSize, type ColourTable } from '../colour/colour-table';
import type { Scale } from '../colour/scale';
import type { Part, Picture } from './heatmap-data';

/** Positions on the scale of a part of the matrix; a pixel is a cell, or stands for several. */
export interface PositionPicture extends Picture {
  readonly part: Part;
}

/** A pixel without a value, in a picture of positions as 16-bit numbers. */
const absent = tableSize;

/** The positions of values, [rows, columns]; `absent` where the value is NaN. */
export function positionsOf(values: Float32Array, scale: Scale): Uint16Array {
  const positions = new Uint16Array(values.length);
  values.forEach((value, index) => (positions[index] = Number.isNaN(value) ? absent : scale.position(value)));
  return positions;
}

/**
 * A canvas with a pixel for each position, in the colours of the theme; null when there is nothing to draw. Where there is
 * no value nothing is painted.
 */
export function paintPicture(
  positions: Uint8Array | Uint16Array,
  width: number,
  height: number,
  table: ColourTable,
): HTMLCanvasElement | null {
  if (width * height === 0) return null;
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (!context) return null;
  const image = context.createImageData(width, height);
  const pixels = new Uint32Array(image.data.buffer);
  for (let index = 0; index < pixels.length; index += 1) pixels[index] = table.pixels[positions[index] ?? absent] ?? 0;
  context.putImageData(image, 0, 0);
  return canvas;
}
