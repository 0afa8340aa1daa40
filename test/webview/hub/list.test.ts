import { describe, expect, it } from 'vitest';
import { openHub, type OpenedHub } from '../harness/hub';
import { useView } from '../harness/use-view';
import { callsOf } from '../harness/view';
import { doneState, manyRows, sstRows } from '../states/hub';

let view: OpenedHub;
useView(openHub, (opened) => {
  view = opened;
});

const grid = () => view.page.getByRole('grid', { name: 'Models' });
const row = (name: string) => view.page.getByRole('row', { name });
const idOf = (index: number) => sstRows[index]?.id ?? '';
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

describe('a result', () => {
  it('is told whole to a screen reader, its verdict in words', async () => {
    await view.show(doneState, sstRows);
    const cell = view.page.getByRole('gridcell', {
      name: `${idOf(1)}, Text classification, 328 MB, 612,000 downloads a month, 421 likes, Downloaded, in use, favourite`,
    });
    expect(await cell.count()).toBe(1);
    expect(await view.page.getByRole('gridcell', { name: /being checked$/ }).count()).toBe(1);
  });

  it('opens with a click, and stays with a second one', async () => {
    await view.show(doneState, sstRows);
    await row(idOf(2)).dblclick();
    await expect
      .poll(() => callsOf(view, 'open'))
      .toEqual([
        { id: idOf(2), pinned: false },
        { id: idOf(2), pinned: true },
      ]);
    expect(await row(idOf(2)).getAttribute('aria-selected')).toBe('true');
  });

  it('has buttons for what can be done with it, which do not open it', async () => {
    await view.show(doneState, sstRows);
    await row(idOf(0)).hover();
    await row(idOf(0)).getByRole('button', { name: 'Download' }).click();
    await row(idOf(2)).hover();
    await row(idOf(2)).getByRole('button', { name: 'Use' }).click();
    await row(idOf(1)).hover();
    await row(idOf(1)).getByRole('button', { name: 'Remove from Favourites' }).click();
    await row(idOf(4)).hover();
    await row(idOf(4)).getByRole('button', { name: 'Add to Favourites' }).click();
    await expect.poll(() => callsOf(view, 'setFavourite').length).toBe(2);
    expect(callsOf(view, 'download')).toEqual([{ id: idOf(0) }]);
    expect(callsOf(view, 'use')).toEqual([{ id: idOf(2) }]);
    expect(callsOf(view, 'setFavourite')).toEqual([
      { id: idOf(1), favourite: false },
      { id: idOf(4), favourite: true },
    ]);
    expect(callsOf(view, 'open')).toEqual([]);
    // In use already, gated, not covered, too big: there is nothing to download or to use.
    for (const index of [1, 3, 4, 5]) {
      expect(
        await row(idOf(index))
          .getByRole('button', { name: /^(Download|Use)/ })
          .count(),
      ).toBe(0);
    }
  });

  it('keeps its place when its verdict comes, and under the pointer', async () => {
    await view.show(doneState, sstRows);
    const boxes = () =>
      view.page
        .locator('hub-list .row > .model, hub-list .owner, hub-list .facts > :nth-child(n + 3), hub-list .name')
        .evaluateAll((elements) =>
          elements.map((element) => element.getBoundingClientRect()).map(({ x, y }) => [x, y]),
        );
    const before = await boxes();
    const late = sstRows.at(-1);
    if (!late) throw new Error('There is no row');
    view.peer.notify('update', [{ ...late, bytes: 46_800_000, verdict: { state: 'runs', reason: 'ONNX int8' } }]);
    await view.page.getByText('Runs here: ONNX int8', { exact: true }).waitFor({ state: 'attached' });
    expect(await boxes()).toEqual(before);
    await row(idOf(3)).hover();
    await view.drawn();
    expect(await boxes()).toEqual(before);
  });

  it('that is not in the list is not taken from an update', async () => {
    await view.show(doneState, sstRows.slice(0, 2));
    view.peer.notify('update', [sstRows[4]!]);
    await view.drawn();
    expect(await view.page.getByRole('row').count()).toBe(2);
  });

  it('stands once in the list, even when it is on two pages', async () => {
    await view.show(doneState, sstRows.slice(0, 3));
    view.peer.notify('rows', { reset: false, rows: sstRows.slice(2, 5) });
    await expect.poll(() => view.page.getByRole('row').count()).toBe(5);
  });
});

describe('the keyboard', () => {
  it('moves, opens, downloads, uses and remembers', async () => {
    await view.show(doneState, sstRows);
    await view.page.getByRole('searchbox').press('ArrowDown');
    await press('d', 'ArrowDown', 'ArrowDown', 'u', 'f', 'Enter', 'End', ' ', 'Home', 'Control+Enter');
    await expect.poll(() => callsOf(view, 'open').length).toBe(3);
    expect(callsOf(view, 'download')).toEqual([{ id: idOf(0) }]);
    expect(callsOf(view, 'use')).toEqual([{ id: idOf(2) }]);
    expect(callsOf(view, 'setFavourite')).toEqual([{ id: idOf(2), favourite: true }]);
    expect(callsOf(view, 'open')).toEqual([
      { id: idOf(2), pinned: false },
      { id: idOf(7), pinned: false },
      { id: idOf(0), pinned: true },
    ]);
  });

  it('leaves alone what it cannot do, and the shortcuts of VS Code', async () => {
    await view.show(doneState, sstRows);
    await grid().focus();
    await press('u', 'Control+d', 'x');
    expect(view.calls.map(({ method }) => method).filter((name) => !['ready', 'visible'].includes(name))).toEqual([]);
  });

  it('goes by screens, and is told which row it is on', async () => {
    await view.show(doneState, manyRows(200));
    await grid().focus();
    expect(await current()).toMatch(/^owner-0\/model-0,/);
    await press('PageDown');
    const screen = Math.floor(((await grid().boundingBox())?.height ?? 0) / 60) - 1;
    expect(await current()).toMatch(new RegExp(`/model-${screen},`));
    await press('PageUp');
    expect(await current()).toMatch(/^owner-0\/model-0,/);
  });
});

describe('the context menu', () => {
  const context = async () => {
    const text = await view.page.locator('hub-app').getAttribute('data-vscode-context');
    return text === null ? null : (JSON.parse(text) as unknown);
  };

  it('is of the row under the pointer, and of the row that the keyboard is on', async () => {
    await view.show(doneState, sstRows);
    expect(await context()).toBe(null);
    await row(idOf(1)).click({ button: 'right' });
    expect(await context()).toEqual({
      webviewSection: 'hubModel',
      hubModelId: idOf(1),
      hubModelState: 'downloaded',
      hubModelInUse: true,
      hubModelFavourite: true,
      preventDefaultContextMenuItems: true,
    });
    await grid().focus();
    await press('End', 'Shift+F10');
    await grid().dispatchEvent('contextmenu', { bubbles: true, composed: true });
    expect(await context()).toMatchObject({ hubModelId: idOf(7), hubModelState: 'pending' });
  });

  it('of the search box stays that of VS Code', async () => {
    await view.show(doneState, sstRows);
    await row(idOf(1)).click({ button: 'right' });
    await view.page.getByRole('searchbox').click({ button: 'right' });
    expect(await context()).toBe(null);
  });
});
