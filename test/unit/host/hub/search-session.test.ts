import { describe, expect, it } from 'vitest';
import type { SearchQuery } from '../../../../src/common/contracts/hub/repo';
import type { HubRow, HubSearchState } from '../../../../src/common/contracts/hub/search-view';
import { cancelled, LensError } from '../../../../src/common/errors/lens-error';
import { searchNotice } from '../../../../src/host/hub/search/search-notice';
import { SearchSession } from '../../../../src/host/hub/search/search-session';
import type { SearchOptions, SearchPage } from '../../../../src/hub/api/hub-client';
import { foundModel, runs, settled } from './fakes';

const anything: SearchQuery = {
  text: '',
  task: null,
  author: null,
  library: null,
  license: null,
  sort: 'downloads',
};

type Find = (query: SearchQuery, options: SearchOptions) => Promise<SearchPage>;

const page = (next: string | null, ...names: string[]): SearchPage => ({
  models: names.map((name) => foundModel(`x/${name}`)),
  next,
});

/** A session whose view writes down what it is told. */
function start(find: Find) {
  const favourites = new Set<string>();
  const judged: string[] = [];
  const session = new SearchSession({
    find,
    judge: (id) => {
      judged.push(id);
      return Promise.resolve({ verdict: runs, needed: [] });
    },
    flagsOf: (id) => ({ favourite: favourites.has(id), inUse: id === 'x/used' }),
    where: () => Promise.resolve({ endpoint: 'mirror.example', user: 'ada' }),
    noticeOf: (error) => Promise.resolve(searchNotice(error, { offlineBy: null, models: 3 })),
    onFailure: () => undefined,
  });
  const told: string[] = [];
  const rows = new Map<string, HubRow>();
  let state: HubSearchState = session.state;
  session.show({
    state: (now) => {
      state = now;
      told.push(now.phase);
    },
    rows: (added, reset) => {
      if (reset) rows.clear();
      for (const row of added) rows.set(row.id, row);
      told.push(`${reset ? 'new' : 'more'} ${added.map(({ id }) => id).join(' ')}`);
    },
    update: (changed) => {
      for (const row of changed) rows.set(row.id, row);
    },
  });
  return { session, told, rows, favourites, judged, state: () => state };
}

describe('a search', () => {
  it('shows its rows before it says that it is done, and where it searched', async () => {
    const { session, told, state } = start(() => Promise.resolve(page(null, 'a', 'used')));
    await session.search(anything);
    expect(told.indexOf('new x/a x/used')).toBeLessThan(told.indexOf('done'));
    expect(state()).toMatchObject({ phase: 'done', hasMore: false, endpoint: 'mirror.example', user: 'ada' });
    expect(session.rows.map(({ inUse }) => inUse)).toEqual([false, true]);
  });

  it('works without a view, and shows everything to one that comes later', async () => {
    const { session } = start(() => Promise.resolve(page(null, 'a')));
    session.show(null);
    await session.search(anything);
    const seen: string[] = [];
    session.show({
      state: ({ phase }) => seen.push(phase),
      rows: (rows) => seen.push(...rows.map(({ id }) => id)),
      update: () => undefined,
    });
    expect(seen).toEqual(['x/a', 'done']);
  });

  it('gives way to a newer one, also when the older one answers last', async () => {
    const answers: ((page: SearchPage) => void)[] = [];
    const signals: (AbortSignal | undefined)[] = [];
    const { session } = start((_query, { signal }) => {
      signals.push(signal);
      return new Promise((resolve) => answers.push(resolve));
    });
    const older = session.search({ ...anything, text: 'b' });
    const newer = session.search({ ...anything, text: 'be' });
    expect(signals[0]?.aborted).toBe(true);
    answers[1]?.(page(null, 'new'));
    await newer;
    answers[0]?.(page(null, 'old'));
    await older;
    expect(session.rows.map(({ id }) => id)).toEqual(['x/new']);
    expect(session.state.query.text).toBe('be');
  });

  it('reads on page by page, each model once', async () => {
    const cursors: (string | null)[] = [];
    const { session, told } = start((_query, { cursor }) => {
      cursors.push(cursor);
      return Promise.resolve(cursor === null ? page('second', 'a', 'b') : page(null, 'b', 'c'));
    });
    await session.search(anything);
    await Promise.all([session.more(), session.more()]);
    await session.more();
    expect(cursors).toEqual([null, 'second']);
    expect(told).toContain('more x/c');
    expect(session.rows.map(({ id }) => id)).toEqual(['x/a', 'x/b', 'x/c']);
  });

  it('keeps its rows when a further page fails, and tries that page again', async () => {
    let fails = true;
    const { session, state } = start((_query, { cursor }) => {
      if (cursor !== null && fails) return Promise.reject(new LensError('network', 'The connection was cut.'));
      return Promise.resolve(cursor === null ? page('second', 'a') : page(null, 'b'));
    });
    await session.search(anything);
    await session.more();
    expect(state()).toMatchObject({ phase: 'failed', hasMore: true, notice: { action: { action: 'retry' } } });
    expect(session.rows).toHaveLength(1);
    fails = false;
    await session.retry();
    expect(session.rows.map(({ id }) => id)).toEqual(['x/a', 'x/b']);
    expect(state().notice).toBeNull();
  });

  it('drops its rows when it fails, says why, and is tried again', async () => {
    let fails = false;
    const { session, state } = start(() =>
      fails ? Promise.reject(new LensError('offline', 'The Hub cannot be reached.')) : Promise.resolve(page(null, 'a')),
    );
    await session.search(anything);
    fails = true;
    await session.search({ ...anything, text: 'b' });
    expect(session.rows).toEqual([]);
    expect(state().notice?.text).toBe('Offline. The 3 models on this machine work; search waits.');
    fails = false;
    await session.retry();
    expect(state().query.text).toBe('b');
    expect(session.rows).toHaveLength(1);
  });

  it('says nothing of what was cancelled', async () => {
    const { session, told } = start(() => Promise.reject(cancelled()));
    await session.search(anything);
    expect(told).not.toContain('failed');
  });

  it('looks up verdicts of what is on screen, and anew what is no longer true', async () => {
    const { session, rows, judged } = start(() => Promise.resolve(page(null, 'a', 'b')));
    await session.search(anything);
    session.setVisible(['x/a', 'x/gone']);
    await settled();
    expect(judged).toEqual(['x/a']);
    expect(rows.get('x/a')?.verdict).toEqual(runs);
    session.setVisible(['x/a']);
    session.forget('x/b');
    await settled();
    expect(judged).toEqual(['x/a']);
    session.forget('x/a');
    await settled();
    expect(judged).toEqual(['x/a', 'x/a']);
    // The view need not tell what was on screen before.
    session.forget();
    await session.search(anything);
    await settled();
    expect(session.rows[0]?.verdict).toEqual(runs);
  });

  it('follows what becomes a favourite', async () => {
    const { session, rows, favourites } = start(() => Promise.resolve(page(null, 'a', 'b')));
    await session.search(anything);
    favourites.add('x/b');
    session.refreshFlags();
    expect([rows.get('x/a')?.favourite, rows.get('x/b')?.favourite]).toEqual([false, true]);
  });
});
