import { LensError } from '../../../src/common/errors/lens-error';

/** Pixels of a saved picture for each pixel on screen. */
const pixelRatio = 2;

/**
 * An SVG document as the bytes of a PNG file.
 *
 * @throws LensError when the browser cannot draw it, such as a picture that is too large for a canvas
 */
export async function pngOf(svg: string): Promise<Uint8Array<ArrayBuffer>> {
  const image = new Image();
  // As data, because the page's policy lets no other address through.
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(image.naturalWidth * pixelRatio);
  canvas.height = Math.ceil(image.naturalHeight * pixelRatio);
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!blob) throw new LensError('too-big', 'The picture is too large to be drawn as PNG.', 'Save it as SVG.');
  return new Uint8Array(await blob.arrayBuffer());
}
