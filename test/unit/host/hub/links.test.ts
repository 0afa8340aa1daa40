import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readOpenLink } from '../../../../src/host/hub/links/open-link';
import { isPublicHost } from '../../../../src/host/hub/links/public-host';
import { resolveImage, resolveLink, type ModelPage } from '../../../../src/host/hub/links/resolve-link';

const page: ModelPage = { endpoint: 'https://huggingface.co', id: 'org/model', revision: 'abc' };
const onHub = 'https://huggingface.co/org/model';

describe('links of a README', () => {
  it.each([
    ['https://arxiv.org/abs/1910.01108', 'https://arxiv.org/abs/1910.01108'],
    ['http://example.com/a b?c=d#e', 'http://example.com/a%20b?c=d#e'],
    ['mailto:someone@example.com', 'mailto:someone@example.com'],
    ['LICENSE', `${onHub}/blob/abc/LICENSE`],
    ['./docs/usage.md#start', `${onHub}/blob/abc/docs/usage.md#start`],
    ['#how-to-use', `${onHub}#how-to-use`],
    ['/datasets/squad', 'https://huggingface.co/datasets/squad'],
    ['//example.com/x', 'https://example.com/x'],
    ['../../../../../datasets', 'https://huggingface.co/datasets'],
  ])('%s leads to %s', (href, url) => {
    expect(resolveLink(href, page)).toBe(url);
  });

  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' \tjavascript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'file:///etc/passwd',
    'vscode://other.extension/run',
    'command:workbench.action.terminal.new',
    'https://huggingface.co@evil.example/',
    'https://user:secret@example.com/',
    'https://',
    'http://[::1',
  ])('%s is not opened', (href) => {
    expect(resolveLink(href, page)).toBeNull();
  });

  it('whatever they are, only the web and mail are opened', () => {
    fc.assert(
      fc.property(fc.oneof(fc.webUrl(), fc.string({ unit: 'binary' }), fc.webPath()), (href) => {
        const link = resolveLink(href, page);
        expect(link === null || /^(https?|mailto):/.test(link)).toBe(true);
      }),
    );
  });
});

describe('pictures of a README', () => {
  it.each([
    ['map.png', `${onHub}/resolve/abc/map.png`],
    ['https://huggingface.co/org/model/blob/main/map.png', 'https://huggingface.co/org/model/resolve/main/map.png'],
    ['https://img.example/blob/x.png', 'https://img.example/blob/x.png'],
  ])('%s lies at %s', (src, url) => {
    expect(resolveImage(src, page)?.href).toBe(url);
  });

  it.each(['http://img.example/x.png', 'data:image/svg+xml,<svg/>', 'file:///x.png', 'https://a@img.example/x.png'])(
    '%s is not loaded',
    (src) => {
      expect(resolveImage(src, page)).toBeNull();
    },
  );

  it('of a Hub in the house may come without encryption, from there only', () => {
    const house = { ...page, endpoint: 'http://10.0.0.5:8080' };
    expect(resolveImage('x.png', house)?.href).toBe('http://10.0.0.5:8080/org/model/resolve/abc/x.png');
    expect(resolveImage('http://10.0.0.5:9090/x.png', house)).toBeNull();
  });
});

describe('isPublicHost', () => {
  const nowhere = () => Promise.reject(new Error('ENOTFOUND'));

  it.each([
    '127.0.0.1',
    '127.1.2.3',
    '0.0.0.0',
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '[::1]',
    '[::]',
    '[fe80::1]',
    '[fd00::1]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[64:ff9b::7f00:1]',
    '[2002:7f00:1::]',
    'localhost',
    'LOCALHOST.',
    'x.localhost',
    'printer',
    'printer.local',
    'router.lan',
    'metadata.google.internal',
  ])('%s is not on the internet', async (host) => {
    expect(await isPublicHost(host, nowhere)).toBe(false);
  });

  it.each(['93.184.216.34', '[2606:2800:220:1:248:1893:25c8:1946]', 'img.example.com'])('%s is', async (host) => {
    expect(await isPublicHost(host, nowhere)).toBe(true);
  });

  it('a name counts by all addresses that it has', async () => {
    expect(await isPublicHost('rebind.example.com', () => Promise.resolve(['93.184.216.34', '127.0.0.1']))).toBe(false);
    expect(await isPublicHost('zone.example.com', () => Promise.resolve(['fe80::1%eth0']))).toBe(false);
    expect(await isPublicHost('fine.example.com', () => Promise.resolve(['93.184.216.34']))).toBe(true);
  });
});

describe('links to VS Code', () => {
  const read = (link: string) => {
    const { pathname, search } = new URL(link);
    return readOpenLink({ path: pathname, query: search.slice(1) });
  };

  it('name a model and perhaps a revision', () => {
    expect(read('vscode://x.y/open?model=org%2Fmodel')).toEqual({ id: 'org/model', revision: null });
    expect(read('vscode://x.y/open?model=gpt2&revision=main')).toEqual({ id: 'gpt2', revision: null });
    expect(read('vscode://x.y/open?revision=refs/pr/1&model=gpt2')).toEqual({ id: 'gpt2', revision: 'refs/pr/1' });
  });

  it.each([
    'vscode://x.y/open',
    'vscode://x.y/open?model=',
    'vscode://x.y/open?model=../../etc/passwd',
    'vscode://x.y/open?model=a/b/c',
    'vscode://x.y/open?model=a/b&revision=../x',
    'vscode://x.y/run?model=a/b',
    'vscode://x.y/open?model=%00',
    `vscode://x.y/open?model=${'x'.repeat(5000)}`,
  ])('%s is refused', (link) => {
    expect(() => read(link)).toThrow('A link to Model Lens names no model.');
  });
});
