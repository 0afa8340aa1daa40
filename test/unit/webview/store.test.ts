import { describe, expect, it } from 'vitest';
import type { LensLook, LensState } from '../../../src/common/contracts/lens';
import type { Token } from '../../../src/common/contracts/tokens';
import { chooseToken, keepExisting } from '../../../webview/lens/store/choose';
import type { LensHost } from '../../../webview/lens/store/lens-host';
import { LensStore } from '../../../webview/lens/store/lens-store';
import { pageSize, TokenPages, type PageRange } from '../../../webview/lens/store/token-pages';
import { sharesCharacters } from '../../../webview/lens/store/token-place';
import { readViewState } from '../../../webview/lens/store/view-state';
import { piece, special, token } from './tokens';

function stateOf(runId: number, length: number): LensState {
  const none = { padding: 0, cut: 0, cutSpan: null, cutPairSpan: null, cutTokens: [] };
  const row = { input: 0, window: 0, length, textTokens: length, textUnits: length, ...none };
  return {
    phase: 'ready',
    progress: null,
    pinned: false,
    sliding: false,
    model: null,
    source: null,
    comparison: null,
    notices: [],
    look: null,
    run: {
      runId,
      rows: [{ ...row, tokens: Array.from({ length: 256 }, (_, id) => token({ id })) }],
      maxLength: null,
      paddingSide: 'right',
      prediction: null,
      device: 'cpu',
      threads: 1,
      tokenizeMs: 0,
      modelMs: null,
      loadMs: null,
    },
  };
}

function pagesWith(fetch: (range: PageRange) => Promise<Token[]>, onChange: () => void = () => undefined) {
  const asked: PageRange[] = [];
  const errors: unknown[] = [];
  const flushes: (() => void)[] = [];
  const pages = new TokenPages({
    fetch: (range) => {
      asked.push(range);
      return fetch(range);
    },
    onChange,
    onError: (error) => errors.push(error),
    later: (flush) => flushes.push(flush),
  });
  const rest = async () => {
    for (const flush of flushes.splice(0)) flush();
    await new Promise((resolve) => setTimeout(resolve));
  };
  return { pages, asked, errors, rest };
}

const place = (index: number) => ({ target: 'model', row: 0, part: 'input', index }) as const;
const numbered = ({ from, to }: PageRange) =>
  Promise.resolve(Array.from({ length: to - from }, (_, at) => token({ id: from + at })));

describe('token pages', () => {
  it('gives the first tokens at once and asks for no page', async () => {
    const { pages, asked, rest } = pagesWith(numbered);
    pages.use(stateOf(1, 1000));
    expect(pages.get(place(255))?.id).toBe(255);
    await rest();
    expect(asked).toEqual([]);
  });

  it('tells once of pages that were asked for together, those that failed left out', async () => {
    const told: (number | undefined)[][] = [];
    const { pages, rest } = pagesWith(
      (range) => (range.from === 512 ? Promise.reject(new Error('gone')) : numbered(range)),
      () => told.push([300, 600, 999].map((index) => pages.get(place(index))?.id)),
    );
    pages.use(stateOf(1, 1000));
    for (const index of [300, 600, 999]) pages.get(place(index));
    await rest();
    expect(told).toEqual([[300, undefined, 999]]);
  });

  it('fetches a page once, cut at the end of the row', async () => {
    const { pages, asked, rest } = pagesWith(numbered);
    pages.use(stateOf(1, 1000));
    expect(pages.get(place(999))).toBeUndefined();
    expect(pages.get(place(900))).toBeUndefined();
    await rest();
    expect(asked).toMatchObject([{ runId: 1, row: 0, part: 'input', from: 768, to: 1000 }]);
    expect(pages.get(place(999))?.id).toBe(999);
    expect(pages.get(place(1000))).toBeUndefined();
    await rest();
    expect(asked).toHaveLength(1);
  });

  it('fetches only the newest wishes of a long scroll', async () => {
    const { pages, asked, rest } = pagesWith(numbered);
    pages.use(stateOf(1, 200_000));
    for (let index = 300; index < 200_000; index += pageSize) pages.get(place(index));
    await rest();
    expect(asked).toHaveLength(6);
    expect(asked.at(-1)?.to).toBe(200_000);
  });

  it('drops what belongs to an older run, also when it arrives late', async () => {
    const { pages, rest } = pagesWith(numbered);
    pages.use(stateOf(1, 1000));
    pages.get(place(999));
    const arriving = rest();
    pages.use(stateOf(2, 1000));
    await arriving;
    expect(pages.get(place(999))).toBeUndefined();
  });

  it('tells what went wrong and does not ask again', async () => {
    const { pages, asked, errors, rest } = pagesWith(() => Promise.reject(new Error('gone')));
    pages.use(stateOf(1, 1000));
    pages.get(place(999));
    await rest();
    pages.get(place(999));
    await rest();
    expect(errors).toHaveLength(1);
    expect(asked).toHaveLength(1);
  });
});

describe('choosing', () => {
  const a = { row: 0, index: 1 };
  const b = { row: 0, index: 2 };

  it('replaces, lets go of the only one, and adds', () => {
    expect(chooseToken([a], b, false)).toEqual([b]);
    expect(chooseToken([b], b, false)).toEqual([]);
    expect(chooseToken([a, b], b, false)).toEqual([b]);
    expect(chooseToken([a], b, true)).toEqual([a, b]);
    expect(chooseToken([a, b], b, true)).toEqual([a]);
  });

  it('keeps what exists in the next run', () => {
    expect(keepExisting([a, b, { row: 1, index: 0 }], [2])).toEqual([a]);
  });

  it('links tokens of two tokenizers by the characters that they share', () => {
    const text = 'transformers';
    expect(sharesCharacters(piece(text, 0, 9, 0), piece(text, 5, 12, 0))).toBe(true);
    expect(sharesCharacters(piece(text, 0, 9, 0), piece(text, 9, 12, 0))).toBe(false);
    expect(sharesCharacters(special('<s>', 0), piece(text, 0, 9, 0))).toBe(false);
  });
});

describe('view state', () => {
  it('starts anew when another version kept another shape', () => {
    expect(readViewState({ getState: () => ({ tab: 'attention' }) }).tab).toBe('predictions');
    const kept = { ...readViewState({ getState: () => undefined }), tab: 'tokens' as const, rawForm: true };
    expect(readViewState({ getState: () => kept })).toEqual(kept);
  });
});

describe('what is looked at', () => {
  const { look: initialLook } = readViewState({ getState: () => undefined });
  const look: LensLook = { tab: 'attention', ...initialLook, layer: 3, head: null };

  function storeWith(kept: unknown) {
    const told: unknown[] = [];
    let state = kept;
    const host: LensHost = {
      request: () => Promise.reject(new Error('Nothing is asked for.')),
      notify: (name, value) => told.push([name, value]),
    };
    const api = { getState: () => state, setState: (value: unknown) => (state = value) };
    return { store: new LensStore(host, api), told };
  }

  it('is where a Lens that is opened anew begins', () => {
    const { store, told } = storeWith(undefined);
    store.receive({ ...stateOf(1, 3), look });
    expect(store.view).toMatchObject({ tab: 'attention', look: { layer: 3, head: null } });
    store.receive({ ...stateOf(2, 3), look: { ...look, layer: 5 } });
    expect(store.view.look.layer).toBe(3);
    expect(told).toEqual([]);
  });

  it('is told to the host when it changes, and when VS Code brought the page back', () => {
    const kept = { ...readViewState({ getState: () => undefined }), tab: 'layers' as const };
    const { store, told } = storeWith(kept);
    store.receive({ ...stateOf(1, 3), look });
    expect(told).toEqual([['look', { tab: 'layers', ...initialLook }]]);
    store.update({ rawForm: true });
    store.update({ look: { ...initialLook, head: 2 } });
    store.update({ tab: 'attention' });
    expect(told.slice(1)).toEqual([
      ['look', { tab: 'layers', ...initialLook, head: 2 }],
      ['look', { tab: 'attention', ...initialLook, head: 2 }],
    ]);
  });
});
