import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DisposableStore } from '../../../../src/host/platform/disposable-store';
import { escapeIcons } from '../../../../src/host/platform/escape-icons';
import { webviewHtml } from '../../../../src/host/platform/webview-html';
import { bundleText, stringsOf } from '../../../../tools/l10n/export.mts';

const root = join(import.meta.dirname, '../../../..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

describe('DisposableStore', () => {
  it('lets go the latest first, and late additions at once', () => {
    const gone: number[] = [];
    const store = new DisposableStore();
    const item = (id: number) => ({ dispose: () => gone.push(id) });
    store.add(item(1));
    store.add(item(2));
    store.dispose();
    store.dispose();
    store.add(item(3));
    expect(gone).toEqual([2, 1, 3]);
  });
});

describe('webviewHtml', () => {
  const html = webviewHtml({
    title: 'Lens',
    language: 'en',
    script: 'https://host/lens.js',
    styles: [{ href: 'https://host/lens.css' }],
    cspSource: 'https://host',
    nonce: 'abc',
    translations: { 'a"b': '<script>alert(1)</script>' },
  });

  it('allows no inline script or style and nothing from elsewhere', () => {
    for (const directive of ['default-src', 'base-uri', 'form-action']) {
      expect(html).toContain(`${directive} &#39;none&#39;`);
    }
    expect(html).not.toMatch(/unsafe|\sstyle=|https?:\/\/(?!host)/);
    expect(html.match(/<script/g)).toHaveLength(1);
  });

  it('escapes what comes from outside', () => {
    expect(html).not.toContain('<script>alert');
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  });
});

it('names with the syntax of icons stay text', () => {
  expect(escapeIcons('model-$(trash)-$(x~spin)')).toBe('model-\\$(trash)-\\$(x~spin)');
});

describe('strings', () => {
  it('are all in the bundle for translators (npm run l10n)', () => {
    expect(read('l10n/bundle.l10n.json')).toBe(bundleText());
  });

  it('must be plain, or they could not be translated', () => {
    const imports = `import { t } from '@vscode/l10n';`;
    expect(stringsOf('a.ts', `${imports} t('one {0}', 1); l10n.t('two'); other('three');`)).toEqual(['one {0}', 'two']);
    expect(() => stringsOf('a.ts', `${imports} t(text);`)).toThrow('needs a plain string');
  });

  it('of package.json have words, and no word is left over', () => {
    const used = new Set([...read('package.json').matchAll(/%([\w.]+)%/g)].map((match) => match[1]));
    expect([...used].sort()).toEqual(Object.keys(JSON.parse(read('package.nls.json')) as object).sort());
  });
});

it('keeps what chooses folders, devices or endpoints out of the hands of a workspace', () => {
  type Manifest = {
    capabilities: { untrustedWorkspaces: { restrictedConfigurations: string[] } };
    contributes: { configuration: { properties: Record<string, { scope?: string }> } };
  };
  const manifest = JSON.parse(read('package.json')) as Manifest;
  const { properties } = manifest.contributes.configuration;
  const { restrictedConfigurations } = manifest.capabilities.untrustedWorkspaces;
  const machine = Object.keys(properties).filter((id) => properties[id]?.scope === 'machine');
  expect(machine).toEqual(['modelLens.threads', 'modelLens.hubEndpoint', 'modelLens.offline', 'modelLens.hubCache']);
  expect(new Set(restrictedConfigurations)).toEqual(new Set(machine));
});
