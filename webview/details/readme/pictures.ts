import { t } from '@vscode/l10n';
import { LensError, toErrorData } from '../../../src/common/errors/lens-error';

export interface Picture {
  readonly src: string;
  readonly alt: string;
  /** As its HTML asks for, in pixels. */
  readonly width: string | null;
  readonly height: string | null;
}

/** A button in place of a picture: loading it would tell a server who reads the page, so the person decides. */
export function pictureButton(picture: Picture, load: (src: string) => Promise<string>): HTMLButtonElement {
  const button = document.createElement('button');
  button.className = 'picture';
  button.title = picture.src;
  const name = picture.alt === '' ? fileName(picture.src) : picture.alt;
  button.textContent = t('Load Image: {0}', name);
  button.addEventListener('click', () => void loadPicture(button, { ...picture, alt: name }, load));
  return button;
}

async function loadPicture(
  button: HTMLButtonElement,
  picture: Picture,
  load: (src: string) => Promise<string>,
): Promise<void> {
  button.disabled = true;
  button.textContent = t('Loading: {0}', picture.alt);
  try {
    const data = await load(picture.src);
    if (!/^data:image\//i.test(data)) throw new LensError('bad-file', t('It is not a picture.'));
    button.replaceWith(imageOf(picture, data));
  } catch (error) {
    button.disabled = false;
    button.textContent = t('Image not loaded: {0} Try Again', toErrorData(error).message);
  }
}

function imageOf({ alt, width, height }: Picture, data: string): HTMLImageElement {
  const image = document.createElement('img');
  image.alt = alt;
  if (width !== null) image.setAttribute('width', width);
  if (height !== null) image.setAttribute('height', height);
  image.src = data;
  return image;
}

function fileName(src: string): string {
  return (
    src
      .split(/[?#]/)[0]
      ?.split('/')
      .findLast((part) => part !== '') ?? src
  );
}
