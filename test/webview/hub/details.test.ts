import type { Browser } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { LensError } from '../../../src/common/errors/lens-error';
import { narrowEditor, openDetails, type OpenedDetails } from '../harness/details';
import { textInside } from '../harness/text';
import { useView } from '../harness/use-view';
import { callsOf } from '../harness/view';
import * as states from '../states/details';
import { sstAssessment, sstInfo } from '../states/sst';

let browser: Browser;
let view: OpenedDetails;
useView(openDetails, (opened, inBrowser) => {
  [view, browser] = [opened, inBrowser];
});

const text = (tag: string) => view.page.locator(tag).evaluate(textInside);
const button = (name: string) => view.page.getByRole('button', { name, exact: true });
const performed = () => callsOf(view, 'perform').map((params) => (params as { action: string }).action);

/** Presses buttons in a state, and gives the actions that the host is asked for. */
async function pressAll(state: typeof states.runsState, ...names: string[]): Promise<string[]> {
  await view.show(state);
  const before = performed().length;
  for (const name of names) await button(name).click();
  await expect.poll(() => performed().length).toBe(before + names.length);
  return performed().slice(before);
}

describe('the head', () => {
  it('names the model and what the Hub says of it', async () => {
    await view.show(states.runsState);
    expect(await view.page.getByRole('heading', { level: 1 }).innerText()).toBe(sstInfo.id);
    const facts = view.page.getByRole('list', { name: 'Facts' }).getByRole('listitem');
    const words = await facts.evaluateAll((items) => items.map((item) => item.textContent.replace(/\s+/g, ' ').trim()));
    expect(words).toEqual([
      ...['Text classification', 'English', 'transformers', 'apache-2.0', '67.0 M parameters'],
      ...['3.4 M a month', 'Likes 846', 'updated 19 December 2023'],
    ]);
  });

  it('offers what can be done in each state', async () => {
    expect(await pressAll(states.runsState, 'Download and Use')).toEqual(['downloadAndUse']);
    expect(await pressAll(states.downloadingState, 'Pause', 'Cancel')).toEqual(['pause', 'cancel']);
    expect(await pressAll(states.pausedState, 'Resume', 'Cancel')).toEqual(['resume', 'cancel']);
    expect(await pressAll(states.brokenDownloadState, 'Try Again')).toEqual(['resume']);
    expect(await text('details-head')).toContain('There is no room on the disk: model.safetensors needs 156 MB more.');
    expect(await pressAll(states.downloadedState, 'Use')).toEqual(['use']);
    expect(await pressAll(states.gatedState, 'Accept on the Hub', 'Sign In')).toEqual(['openOnHub', 'signIn']);
    expect(await pressAll(states.notYetState, 'Download Tokenizer and Config')).toEqual(['downloadAndUse']);
    expect(await pressAll(states.failedState, 'Try Again', 'Sign In')).toEqual(['retry', 'signIn']);
    expect(await pressAll(states.offlineState, 'Try Again')).toEqual(['retry']);
  });

  it('offers nothing to download while it is not known whether it runs, and nothing to use that is in use', async () => {
    await view.show(states.loadingState);
    expect(await view.page.getByRole('button', { name: /Download|Use/ }).count()).toBe(0);
    await view.show(states.inUseState);
    expect(await button('Use').count()).toBe(0);
    expect(await text('details-head')).toContain('in use');
  });

  it('shows the progress of the download', async () => {
    await view.show(states.downloadingState);
    expect(await text('details-head')).toContain('112 of 268 MB 38.4 MB/s, 4 s left');
    expect(await view.page.getByRole('progressbar', { name: 'Download' }).getAttribute('aria-valuenow')).toBe('41');
  });

  it('opens the page on the Hub, copies the id, and keeps favourites', async () => {
    expect(await pressAll(states.runsState, 'Open on the Hub', 'Copy the Id', 'Favourite')).toEqual([
      'openOnHub',
      'copyId',
      'addFavourite',
    ]);
    expect(await pressAll(states.downloadedState, 'Favourite')).toEqual(['removeFavourite']);
  });

  it('shows the folder of what is downloaded, and deletes it', async () => {
    await view.show(states.runsState);
    expect(await button('More Actions').count()).toBe(0);
    await view.show(states.downloadedState);
    await button('More Actions').click();
    await view.page.getByRole('menuitem', { name: 'Show in Folder' }).click();
    await button('More Actions').click();
    await view.page.getByRole('menuitem', { name: 'Delete from This Machine' }).click();
    await expect.poll(performed).toEqual(['reveal', 'delete']);
  });
});

describe('weights and revision', () => {
  const weights = () => view.page.getByRole('combobox', { name: 'Weights' });
  const shown = () => weights().evaluate((select: HTMLSelectElement) => select.value);

  it('can be chosen, those that do not run with their reason left out', async () => {
    await view.show(states.downloadedState);
    const labels = await weights()
      .locator('option')
      .evaluateAll((options) => options.map((option) => [option.textContent.trim(), option.matches(':disabled')]));
    expect(labels).toEqual([
      ['safetensors, float32, 268 MB', false],
      ['ONNX, float32, 268 MB, onnx/model.onnx', false],
      ['ONNX, q4, 121 MB, onnx/model_q4.onnx: its operators are not covered', true],
    ]);
    await weights().selectOption('onnx/model.onnx');
    await view.page.getByRole('combobox', { name: 'Revision' }).selectOption('v1.0');
    await expect.poll(() => callsOf(view, 'chooseRevision')).toEqual([{ revision: 'v1.0' }]);
    expect(callsOf(view, 'chooseWeights')).toEqual([{ path: 'onnx/model.onnx' }]);
  });

  it('stay what they are when the host refuses', async () => {
    await view.close();
    const refuse = () => Promise.reject(new LensError('usage', 'The model is being downloaded.'));
    view = await openDetails(browser, { answers: { chooseWeights: refuse } });
    await view.show(states.runsState);
    await weights().selectOption('onnx/model.onnx');
    await view.page.getByText('The model is being downloaded.').waitFor();
    await expect.poll(shown).toBe('model.safetensors');
    await view.close();
    view = await openDetails(browser);
  });

  it('are told where there is nothing to choose', async () => {
    await view.show(states.runsState);
    expect(await view.page.getByRole('combobox', { name: 'Revision' }).count()).toBe(0);
    const value = { ...sstInfo, revision: 'refs/pr/7' };
    await view.show({ ...states.runsState, info: { phase: 'ready', value } });
    expect(await view.page.getByRole('combobox', { name: 'Revision' }).innerText()).toContain('revision refs/pr/7');
  });
});

describe('layout', () => {
  const left = async (tag: string) => (await view.page.locator(tag).boundingBox())?.x ?? -1;

  it('is two columns beside each other, and one where there is no room', async () => {
    await view.show(states.runsState);
    expect(await left('details-config')).toBeGreaterThan((await left('details-verdict')) + 300);
    await view.page.setViewportSize(narrowEditor);
    await view.drawn();
    expect(await left('details-config')).toBe(await left('details-verdict'));
    const width = await view.page.evaluate(() => document.querySelector('details-app')?.scrollWidth);
    expect(width).toBe(narrowEditor.width);
  });

  it('keeps no more than what it needs to be filled again', async () => {
    await view.show(states.runsState);
    expect(await view.page.evaluate('acquireVsCodeApi().getState()')).toEqual({ id: sstInfo.id, revision: 'main' });
    expect(sstAssessment.chosen).toBe('model.safetensors');
  });
});
