import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HubRow } from '../../../../src/common/contracts/hub/search-view';
import type { SearchQuery } from '../../../../src/common/contracts/hub/repo';
import { rowActions, menuContext } from '../../../../webview/hub/list/row-actions';
import { rowLabel } from '../../../../webview/hub/list/row-words';
import { filtersSet, filterValue } from '../../../../webview/hub/search/filters';
import type { HubStore } from '../../../../webview/hub/store/hub-store';
import { LateFlag } from '../../../../webview/hub/store/late-flag';
import { RowList } from '../../../../webview/hub/store/row-list';
import { firstQuery, SearchDraft } from '../../../../webview/hub/store/search-draft';
import { readViewState } from '../../../../webview/hub/store/view-state';

/** A timer that goes off when the test says so. */
function manualTimer() {
  let waiting: (() => void) | null = null;
  return {
    later: (run: () => void) => {
      waiting = run;
      return () => {
        if (waiting === run) waiting = null;
      };
    },
    goOff: () => {
      const run = waiting;
      waiting = null;
      run?.();
      return run !== null;
    },
  };
}

function draftWith(answer: () => Promise<void>) {
  const asked: SearchQuery[] = [];
  const timer = manualTimer();
  const draft = new SearchDraft({
    search: (query) => {
      asked.push(query);
      return answer();
    },
    onChange: () => undefined,
    later: timer.later,
  });
  return { asked, timer, draft };
}

describe('the edited query', () => {
  it('is searched for once editing rests, as it then is', () => {
    const { asked, timer, draft } = draftWith(() => Promise.resolve());
    for (const text of ['s', 'ss', 'sst ']) draft.edit({ text });
    draft.edit({ author: 'distilbert' });
    expect(asked).toEqual([]);
    expect(timer.goOff()).toBe(true);
    expect(asked).toEqual([{ ...firstQuery, text: 'sst', author: 'distilbert' }]);
    expect(timer.goOff()).toBe(false);
  });

  it('is searched for once when it is submitted before that', async () => {
    const { asked, timer, draft } = draftWith(() => Promise.resolve());
    draft.edit({ text: 'sst' });
    await draft.submit();
    expect(timer.goOff()).toBe(false);
    expect(asked).toHaveLength(1);
  });

  it('follows the host unless the person is ahead of it', async () => {
    let take = (): void => undefined;
    const { draft, timer } = draftWith(() => new Promise((resolve) => (take = resolve)));
    draft.follow({ ...firstQuery, text: 'bert' });
    expect(draft.query.text).toBe('bert');
    draft.edit({ text: 'roberta' });
    draft.follow(firstQuery);
    expect(draft.query.text).toBe('roberta');
    timer.goOff();
    draft.follow(firstQuery);
    expect(draft.query.text).toBe('roberta');
    expect(draft.isAsking).toBe(true);
    take();
    await Promise.resolve();
    await Promise.resolve();
    expect(draft.isAsking).toBe(false);
    draft.follow(firstQuery);
    expect(draft.query.text).toBe('');
  });
});

describe('work that is late', () => {
  it('is told after a while, and not when it ends before that', () => {
    const timer = manualTimer();
    let told = 0;
    const flag = new LateFlag(timer.later, () => (told += 1));
    flag.set(true);
    flag.set(false);
    expect(timer.goOff()).toBe(false);
    flag.set(true);
    flag.set(true);
    timer.goOff();
    expect([told, flag.late]).toEqual([1, true]);
    flag.set(true);
    expect(timer.goOff()).toBe(false);
    flag.set(false);
    expect(flag.late).toBe(false);
  });
});

const row: HubRow = {
  id: 'distilbert/sst',
  task: null,
  library: null,
  license: null,
  downloads: 1,
  likes: 1,
  gated: false,
  private: false,
  lastModified: null,
  bytes: null,
  verdict: null,
  favourite: false,
  inUse: false,
};

describe('the rows', () => {
  it('hold each model once, in the order in which they came, with its newest facts', () => {
    const ids = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'));
    fc.assert(
      fc.property(fc.array(ids), ids, (pages, updates) => {
        const list = new RowList();
        for (const page of pages) list.add(page.map((id) => ({ ...row, id })));
        list.update(updates.map((id, likes) => ({ ...row, id, likes: 100 + likes })));
        const expected = [...new Set(pages.flat())];
        expect(list.rows.map(({ id }) => id)).toEqual(expected);
        expect(list.rows.map(({ likes }) => likes)).toEqual(
          expected.map((id) => (updates.includes(id) ? 100 + updates.lastIndexOf(id) : 1)),
        );
      }),
    );
  });

  it('say what they leave out in words', () => {
    expect(rowLabel(row)).toBe('distilbert/sst, 1 download a month, 1 like, being checked');
  });

  it('offer what is possible in each state', () => {
    const asked: unknown[] = [];
    const store = {
      download: (id: string) => asked.push(['download', id]),
      use: (id: string) => asked.push(['use', id]),
      setFavourite: (id: string, favourite: boolean) => asked.push(['favourite', id, favourite]),
    } as unknown as HubStore;
    const keysOf = (change: Partial<HubRow>) => rowActions(store, { ...row, ...change }).map(({ key }) => key);
    expect(keysOf({})).toEqual(['f']);
    expect(keysOf({ verdict: { state: 'runs', reason: '' } })).toEqual(['d', 'f']);
    expect(keysOf({ verdict: { state: 'downloaded', reason: '' } })).toEqual(['u', 'f']);
    expect(keysOf({ verdict: { state: 'downloaded', reason: '' }, inUse: true })).toEqual(['f']);
    for (const state of ['gated', 'not_yet', 'too_big', 'unknown'] as const) {
      expect(keysOf({ verdict: { state, reason: '' } })).toEqual(['f']);
    }
    for (const { run } of rowActions(store, { ...row, favourite: true, verdict: { state: 'runs', reason: '' } })) run();
    expect(asked).toEqual([
      ['download', 'distilbert/sst'],
      ['favourite', 'distilbert/sst', false],
    ]);
    expect(JSON.parse(menuContext(row))).toMatchObject({ hubModelId: 'distilbert/sst', hubModelState: 'pending' });
  });
});

describe('filters', () => {
  it('are nothing when only white space is typed', () => {
    expect(filterValue('  ')).toBe(null);
    expect(filterValue(' mit ')).toBe('mit');
    expect(filtersSet({ ...firstQuery, library: 'onnx' }).map(({ name, value }) => [name, value])).toEqual([
      ['library', 'onnx'],
    ]);
  });
});

describe('what the view keeps', () => {
  it('is read back, and left when it has another shape', () => {
    const kept = { query: { ...firstQuery, text: 'sst' }, filtersOpen: true };
    expect(readViewState({ getState: () => kept })).toEqual(kept);
    const none = { query: null, filtersOpen: false };
    for (const broken of [undefined, 7, { query: { text: 'x'.repeat(300) } }, { filtersOpen: true }]) {
      expect(readViewState({ getState: () => broken })).toEqual(none);
    }
  });
});
