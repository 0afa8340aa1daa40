import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Exported } from '../../../../../src/common/contracts/internals/export';
import { checkPng, checkSvg } from '../../../../../src/host/lens/export/check-picture';
import { numbersFileName, pictureFileName } from '../../../../../src/host/lens/export/file-names';

const matrix = { kind: 'self', of: 'weights', layer: 3, head: 7 } as const;

describe('file names', () => {
  it.each<[Exported, string]>([
    [{ of: 'matrix', matrix, format: 'csv' }, 'attention-layer3-head7.csv'],
    [{ of: 'matrix', matrix: { ...matrix, head: null }, format: 'json' }, 'attention-layer3-mean.json'],
    [{ of: 'matrix', matrix: { ...matrix, layer: null, head: null }, format: 'csv' }, 'attention-mean.csv'],
    [
      { of: 'matrix', matrix: { kind: 'cross', of: 'rollout', layer: 2, head: null }, format: 'safetensors' },
      'cross-attention-rollout-layer2.safetensors',
    ],
    [{ of: 'hidden-states', kind: 'decoder', state: 4, format: 'csv' }, 'decoder-hidden-states-4.csv'],
    [{ of: 'everything', format: 'safetensors' }, 'distilroberta-outputs.safetensors'],
  ])('say what is saved: %o', (what, name) => {
    expect(numbersFileName(what, 'org/distilroberta')).toBe(name);
  });

  it('stay inside their folder and free of what file systems refuse', () => {
    expect(pictureFileName('Head 7 of layer 3', 'svg')).toBe('Head-7-of-layer-3.svg');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) =>
        /^[\p{L}\p{N}_][^\\/:*?"<>|\s]*\.png$/u.test(pictureFileName(name, 'png')),
      ),
    );
  });
});

const drawing = (inside: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10">${inside}</svg>`;

describe('checkSvg', () => {
  it.each([
    '<rect x="0" y="0" width="4" height="4" fill="#123456"/>',
    '<g clip-path="url(#a)"><clipPath id="a"><path d="M0 0L1 1"/></clipPath></g>',
    '<text x="1" y="2" font-family="a b" aria-label="@user \\ url">a &lt;script&gt; &amp; b > c</text>',
    '<image href="data:image/png;base64,iVBORw0KGgo=" width="1" height="1"/>',
    '<text style="font-weight: 600">é 😀</text>',
  ])('takes shapes, texts and embedded pictures: %s', (inside) => {
    expect(() => checkSvg(drawing(inside))).not.toThrow();
  });

  it.each([
    '<script>alert(1)</script>',
    '<SCRIPT>alert(1)</SCRIPT>',
    '<rect onload="alert(1)"/>',
    '<rect\nonclick = "alert(1)"/>',
    '<a href="https://x.example"><text>a</text></a>',
    '<image href="https://x.example/a.png"/>',
    '<image xlink:href="data:image/svg+xml;base64,AAAA"/>',
    '<image href="&#106;avascript:alert(1)"/>',
    '<foreignObject><p>a</p></foreignObject>',
    '<style>@import "https://x.example";</style>',
    '<rect style="fill: u\\72l(https://x.example)"/>',
    '<rect fill="url(https://x.example#a)"/>',
    '<rect fill="&#x75;rl(https://x.example#a)"/>',
    '<animate attributeName="href"/>',
    '<!ENTITY a "b">',
    '<![CDATA[<script>]]>',
    '<rect x=1/>',
    '<rect x="1" <script>',
    '</svg><script>alert(1)</script><svg>',
    '<?xml-stylesheet href="https://x.example"?>',
  ])('refuses what runs or fetches: %s', (inside) => {
    expect(() => checkSvg(drawing(inside))).toThrow('not saved');
  });

  it('refuses what is no drawing, whatever it is', () => {
    for (const text of ['', 'a', '<html></html>', '<svg>', '<svgx></svg>']) expect(() => checkSvg(text)).toThrow();
    const piece = fc.constantFrom(
      '<',
      '>',
      '"',
      '/',
      ' ',
      '=',
      'rect',
      'script',
      'onload',
      'href',
      '<g>',
      '</g>',
      '&#',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const svg = drawing(pieces.join(''));
        try {
          checkSvg(svg);
        } catch {
          return true;
        }
        return !/<\/?script|<[^>]*\s(?:onload|href)\s*=/.test(svg);
      }),
    );
  });
});

describe('checkPng', () => {
  it('takes a PNG by its first bytes', () => {
    const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
    expect(() => checkPng(Uint8Array.from([...signature, 0]))).not.toThrow();
    expect(() => checkPng(Uint8Array.from([0x47, 0x49, 0x46]))).toThrow('not saved');
    expect(() => checkPng(new Uint8Array())).toThrow('not saved');
  });
});
