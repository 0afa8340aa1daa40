import { t } from '@vscode/l10n';
import { LensError } from '../../../common/errors/lens-error';

/** Most bytes of a picture. */
const mostBytes = 50_000_000;

const elements = new Set(
  'svg g defs clippath title desc rect line path polyline polygon circle ellipse text tspan image'.split(' '),
);
const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** A tag with its attributes in quotes; whatever is no such tag is refused. */
const tag = /<(?:\/([A-Za-z]+)\s*|([A-Za-z]+)((?:\s+[A-Za-z][\w:.-]*\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*\/?)>/g;
const attribute = /([A-Za-z][\w:.-]*)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/g;

/**
 * Checks that a text is a drawing and nothing else: shapes, texts and embedded PNGs, no scripts, no styles, nothing that
 * is fetched from elsewhere. What opens the file later (a browser) would run a script with the person's rights.
 * @throws LensError `internal`
 */
export function checkSvg(svg: string): void {
  if (svg.length > mostBytes) throw refused();
  const body = svg.replace(/^\s*<\?xml version="1\.0"(?: encoding="UTF-8")?\?>/, '').trim();
  if (!/^<svg[\s>]/.test(body) || !body.endsWith('</svg>')) throw refused();
  // Texts are what lies between the tags: anything that opens a tag and is none of them stays there.
  const texts = body.replace(tag, (_, closing?: string, opening?: string, attributes?: string) => {
    if (!elements.has((closing ?? opening ?? '').toLowerCase())) throw refused();
    for (const [, name = '', double, single] of (attributes ?? '').matchAll(attribute)) {
      checkAttribute(name.toLowerCase(), double ?? single ?? '');
    }
    return '';
  });
  if (texts.includes('<')) throw refused();
}

function checkAttribute(name: string, value: string): void {
  if (name === 'xmlns' || name.startsWith('xmlns:')) return;
  if (name === 'href' || name === 'xlink:href') {
    if (!/^data:image\/png;base64,[A-Za-z0-9+/=\s]*$/.test(value)) throw refused();
    return;
  }
  const plain = decoded(value);
  const styles = name === 'style' && /[\\@]|expression/i.test(plain);
  if (name.startsWith('on') || styles || /url\s*\(\s*(?!["']?#)/i.test(plain)) throw refused();
}

/** A value with its references to characters written out, as far as a check must see through them. */
function decoded(value: string): string {
  return value.replace(/&#(?:x([0-9a-f]{1,6})|(\d{1,7}));?/gi, (_, hex?: string, decimal?: string) => {
    const code = hex === undefined ? Number(decimal) : parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}

/** Checks that bytes are a PNG of a bearable size. @throws LensError `internal` */
export function checkPng(bytes: Uint8Array): void {
  if (bytes.length > mostBytes || !signature.every((byte, at) => bytes[at] === byte)) throw refused();
}

function refused(): LensError {
  return new LensError('internal', t('The picture was not drawn as it should be and is not saved.'));
}
