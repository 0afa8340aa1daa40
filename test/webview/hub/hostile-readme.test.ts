import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { openDetails, type OpenedDetails } from '../harness/details';
import { useView } from '../harness/use-view';
import { runsState } from '../states/details';
import { hostileReadme } from '../states/readme';

let view: OpenedDetails;
useView(
  openDetails,
  (opened) => {
    view = opened;
  },
  // While HTML is read in, before anything is taken away, the page's policy refuses its styles and its base.
  /(inline style|base URI) .*violates|^Content Security Policy: (style-src|base-uri)/,
);

/** Addresses outside that the page has asked for. */
let asked: string[];
beforeEach(() => {
  asked = [];
  view.page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith('https://webview.test/') && !url.startsWith('data:')) asked.push(url);
  });
});

/** Tags and attributes of what our own code puts beside those of a README: links, picture buttons, scrollable wrappers. */
const own = ['role', 'tabindex', 'title', 'class', 'align', 'colspan', 'rowspan', 'start', 'open'];
const tags =
  /^(h[3-6]|p|br|hr|div|span|center|blockquote|pre|code|kbd|samp|var|b|strong|i|em|u|s|del|ins|sub|sup|small|mark|abbr|q|ul|ol|li|dl|dt|dd|table|caption|thead|tbody|tfoot|tr|th|td|details|summary|figure|figcaption|a|button)$/;

/** What is in the drawn README that must not be there. */
async function wrongIn(markdown: string): Promise<string[]> {
  view.peer.notify('state', { ...runsState, readme: { phase: 'ready', value: markdown } });
  await view.drawn();
  const attributes = await view.page
    .locator('details-readme .content *')
    .evaluateAll((elements) =>
      elements.map(
        ({ tagName, attributes: all }) =>
          [tagName.toLowerCase(), [...all].map(({ name, value }) => [name, value] as const)] as const,
      ),
    );
  const broken = await view.page.evaluate(() => 'broken' in window);
  return [
    ...(broken ? ['a script ran'] : []),
    ...asked.map((url) => `it asked for ${url}`),
    ...attributes.flatMap(([tag, all]) => [
      ...(tags.test(tag) ? [] : [tag]),
      ...all.filter(([name]) => !own.includes(name)).map(([name, value]) => `${tag} ${name}="${value}"`),
      ...all.filter(([name, value]) => name === 'class' && !/^(picture|wide)$/.test(value)).map(([, value]) => value),
      ...all.filter(([name, value]) => name === 'role' && (tag !== 'a' || value !== 'link')).map(([, value]) => value),
      ...all.filter(([name, value]) => name === 'tabindex' && value !== '0').map(([, value]) => value),
      ...all.filter(([name, value]) => name === 'colspan' && Number(value) > 100).map(([, value]) => value),
    ]),
  ];
}

const bad = 'javascript:window.broken=1';
const tagNames = fc.constantFrom(
  ...['a', 'img', 'svg', 'math', 'style', 'script', 'iframe', 'form', 'input', 'button', 'object', 'embed', 'template'],
  ...[
    'table',
    'td',
    'details',
    'p',
    'div',
    'noscript',
    'title',
    'textarea',
    'select',
    'option',
    'mglyph',
    'mtext',
    'link',
  ],
  ...[
    'foreignObject',
    'annotation-xml',
    'base',
    'meta',
    'video',
    'source',
    'details-app',
    'body',
    'html',
    'picture',
    'xmp',
  ],
);
const attributes = fc.constantFrom(
  ...[`href="${bad}"`, `href='${bad}'`, `href=${bad}`, 'href="data:text/html,x"', 'href="java\tscript:alert(1)"'],
  ...['href="&#106;avascript:window.broken=1"', 'xlink:href="javascript:x"', 'href="https://ok.example"', 'href="#x"'],
  ...['onerror="window.broken=1"', 'onclick=window.broken=1', 'onload="window.broken=1"', 'ontoggle="window.broken=1"'],
  ...['style="position:fixed"', 'id="app"', 'name="body"', 'class="picture"', 'role="link"', 'tabindex="5"', 'slot=x'],
  ...[
    'src="https://out.example/a.png"',
    'src=x',
    'srcset="https://out.example/b 1x"',
    'background="https://out.example/c"',
  ],
  ...[
    'poster="https://out.example/d"',
    'action="https://out.example"',
    'colspan=99999',
    'open',
    'align="center"',
    'is="x"',
  ],
  ...[
    'srcdoc="<script>window.broken=1</script>"',
    'formaction="javascript:x"',
    'target=_top',
    'ping="https://out.example"',
  ],
);
const inside = fc.constantFrom(
  ...[
    'text',
    '`',
    '```',
    '<!--',
    '-->',
    '<![CDATA[',
    ']]>',
    '&lt;script&gt;',
    '"',
    "'",
    '<',
    '>',
    '\u0000',
    '\n\n',
    '|',
  ],
  ...[
    `[a](${bad})`,
    `![a](${bad})`,
    `[a](<${bad}>)`,
    `<${bad}>`,
    `[a]: ${bad}\n\n[a]`,
    '![p](https://out.example/e.png)',
  ],
  ...[
    '# h',
    '> q',
    '- l',
    '| a | b |\n|--|:-:|\n| c | d |',
    '</style>',
    '</script>',
    '</title>',
    '</svg>',
    '</p>',
    '</',
  ],
  ...['<style><img src=x onerror=window.broken=1></style>', '<img src="x` `<script>window.broken=1</script>"` `>'],
);
const element = fc
  .tuple(tagNames, fc.array(attributes, { maxLength: 3 }), fc.array(inside, { maxLength: 3 }), fc.boolean())
  .map(([tag, all, content, closed]) => `<${[tag, ...all].join(' ')}>${content.join('')}${closed ? `</${tag}>` : ''}`);
const documents = fc
  .array(fc.oneof(element, inside, fc.string({ maxLength: 12 })), { minLength: 1, maxLength: 10 })
  .chain((parts) => fc.constantFrom('', ' ', '\n', '\n\n').map((between) => parts.join(between)));

describe('a README from anyone', () => {
  it('of every trick at once does nothing', async () => {
    expect(await wrongIn(hostileReadme)).toEqual([]);
    const links = await view.page
      .locator('details-readme [role="link"]')
      .evaluateAll((all) => all.map(({ textContent }) => textContent));
    expect(links).toEqual([]);
    expect(await view.page.locator('details-readme .content').innerText()).toContain('Hello');
  });

  it('made of anything does nothing: no script, no style, no address, no request', async () => {
    await fc.assert(
      fc.asyncProperty(documents, async (markdown) => {
        expect(await wrongIn(markdown)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('that is built to take long is drawn all the same', async () => {
    for (const part of ['[', '![', '> ', '*_', '`', '<a ', '<div>', '&', '- ', '|', '\\', '[a](', '<!--', '***a']) {
      expect(await wrongIn(part.repeat(20_000 / part.length)), part).toEqual([]);
    }
  });
});
