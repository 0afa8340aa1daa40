import { describe, expect, it } from 'vitest';
import type { HubRow } from '../../../src/common/contracts/hub/search-view';
import { openHub, sideBar, type OpenedHub } from '../harness/hub';
import { useView } from '../harness/use-view';
import { callsOf } from '../harness/view';
import { doneState, manyRows } from '../states/hub';

let view: OpenedHub;
useView(openHub, (opened) => {
  view = opened;
});

const grid = () => view.page.getByRole('grid', { name: 'Models' });
const row = (name: string) => view.page.getByRole('row', { name });
const current = async () => {
  const id = await grid().getAttribute('aria-activedescendant');
  return view.page
    .locator(`#${id ?? 'none'}`)
    .getByRole('gridcell')
    .first()
    .innerText();
};

/** Presses keys on the list. */
async function press(...keys: string[]): Promise<void> {
  for (const key of keys) await view.page.keyboard.press(key);
  await view.drawn();
}

/** Ids that the view last told to be on screen. */
const visible = () => callsOf(view, 'visible').at(-1) as string[] | undefined;
const ids = (rows: readonly HubRow[]) => rows.map(({ id }) => id);

describe('a long listing', () => {
  it('tells which rows are on screen, and no others', async () => {
    const rows = manyRows(500);
    await view.show(doneState, rows);
    const shown = Math.ceil(((await grid().boundingBox())?.height ?? 0) / 60);
    await expect.poll(visible).toEqual(ids(rows.slice(0, shown)));
    await grid().focus();
    await press('End');
    await expect.poll(() => visible()?.at(-1)).toBe(rows.at(-1)?.id);
    expect(visible()?.length).toBeLessThanOrEqual(shown + 1);
  });

  it('tells them again for another listing, even when it holds the same', async () => {
    await view.show(doneState, manyRows(3));
    await expect.poll(() => callsOf(view, 'visible')).toEqual([ids(manyRows(3))]);
    await view.show(doneState, manyRows(3));
    await expect.poll(() => callsOf(view, 'visible')).toEqual([ids(manyRows(3)), ids(manyRows(3))]);
  });

  it('asks for the next page near the end, once for each', async () => {
    await view.show({ ...doneState, hasMore: true }, manyRows(100));
    await view.drawn();
    expect(callsOf(view, 'more')).toEqual([]);
    await grid().focus();
    await press('End', 'Home', 'End');
    await expect.poll(() => callsOf(view, 'more').length).toBe(1);
    view.peer.notify('state', { ...doneState, hasMore: true, phase: 'more' });
    await view.page.getByText('Loading more').waitFor();
    view.peer.notify('rows', { reset: false, rows: manyRows(100, 100) });
    view.peer.notify('state', { ...doneState, hasMore: true });
    await view.drawn();
    expect(callsOf(view, 'more')).toHaveLength(1);
    await press('End');
    await expect.poll(() => callsOf(view, 'more').length).toBe(2);
  });

  it('begins at its top, whatever was scrolled before', async () => {
    await view.show(doneState, manyRows(500));
    await grid().focus();
    await press('End');
    await view.show(doneState, manyRows(500, 1000));
    await row('model-1000').waitFor();
    expect(await grid().evaluate(({ scrollTop }) => scrollTop)).toBe(0);
    await press('ArrowDown');
    expect(await current()).toMatch(/model-1000,/);
  });

  it('of 50,000 models draws what is in view, reaches the last by one key, and keeps the row of the keyboard', async () => {
    await view.show(doneState, manyRows(50_000));
    const most = Math.ceil(sideBar.height / 60) + 16;
    expect(await view.page.getByRole('row').count()).toBeLessThan(most);
    expect(await grid().getAttribute('aria-rowcount')).toBe('50000');
    await grid().focus();
    await press('End');
    await row('model-49999').waitFor();
    await grid().hover();
    await view.page.mouse.wheel(0, -1_000_000);
    await view.page
      .getByRole('row', { name: /model-33\d\d\d,/ })
      .first()
      .waitFor({ state: 'attached' });
    expect(await view.page.getByRole('row').count()).toBeLessThan(most);
    expect(await current()).toMatch(/model-49999,/);
    await press('Enter');
    await expect.poll(() => callsOf(view, 'open')).toEqual([{ id: 'owner-44/model-49999', pinned: false }]);
  });
});
