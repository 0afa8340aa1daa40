import { expect, it } from 'vitest';
import { callsOf } from '../harness/view';
import * as scenes from '../states/run/scenes';
import { useRun } from './use-run';

const used = useRun();

it('says how far the run is and how long it still takes', async () => {
  await used.view.show(scenes.goingScene);
  const bar = used.view.page.getByRole('progressbar', { name: 'Progress' });
  expect(await bar.getAttribute('aria-valuenow')).toBe('73');
  expect(await bar.getAttribute('aria-valuetext')).toBe('step 251 of 342, epoch 2.2, 1 min left');
});

it('stops, opens the Lens, and offers the rest in its menu', async () => {
  const { view } = used;
  await view.show(scenes.goingScene);
  await view.page.getByRole('button', { name: 'Stop' }).click();
  await view.page.getByRole('button', { name: 'Open in Lens' }).click();
  await view.page.getByRole('button', { name: 'More Actions' }).click();
  const items = await view.page.getByRole('menuitem').allInnerTexts();
  expect(items).toEqual([
    'Duplicate',
    'Show Log',
    'Open run.json',
    'Open Folder',
    'Export as Script',
    'Copy Shell Command',
  ]);
  await view.page.keyboard.press('ArrowDown');
  await view.page.keyboard.press('Enter');
  await expect
    .poll(() => callsOf(view, 'act'))
    .toEqual([{ action: 'stop' }, { action: 'openInLens' }, { action: 'showLog' }]);
});

it('says of a killed run that no process works on it, and resumes it', async () => {
  const { view } = used;
  await view.show(scenes.killedScene);
  const notice = view.page.getByRole('status').filter({ hasText: 'The process of this run ended at step 251' });
  expect(await notice.innerText()).toContain('Resume goes on from checkpoint-228.');
  await notice.getByRole('button', { name: 'Resume' }).click();
  await expect.poll(() => callsOf(view, 'act')).toEqual([{ action: 'resume' }]);
  expect(await view.page.getByRole('button', { name: 'Stop' }).count()).toBe(0);
});

it('says why a run failed and what to try', async () => {
  const { view } = used;
  await view.show(scenes.failedScene);
  await view.page.getByText(/The loss was not a number at step 251.*Try a smaller learning_rate/).waitFor();
  await view.page.getByRole('button', { name: 'Show Log' }).click();
  await expect.poll(() => callsOf(view, 'act')).toEqual([{ action: 'showLog' }]);
});

it('says that a run without a checkpoint starts anew as a copy', async () => {
  const { view } = used;
  const actions = { stop: false, resume: false, openInLens: false, compare: false };
  await view.show(scenes.sceneWith({ actions, state: { phase: 'stopped', checkpointStep: null } }));
  await view.page.getByText('There is no checkpoint yet, so a copy of it starts from the beginning.').waitFor();
  await view.page.getByRole('button', { name: 'Duplicate' }).click();
  await expect.poll(() => callsOf(view, 'act')).toEqual([{ action: 'duplicate' }]);
});

it('names the best checkpoint of a finished run, and deletes it', async () => {
  const { view } = used;
  await view.show(scenes.finishedScene);
  await view.page.getByText('Finished in 4 min 40 s. Best: checkpoint-228, F1 0.9274.').waitFor();
  await view.page.getByRole('button', { name: 'More Actions' }).click();
  await view.page.getByRole('menuitem', { name: 'Delete' }).click();
  await expect.poll(() => callsOf(view, 'act')).toEqual([{ action: 'delete' }]);
});

it('shows what is being done before the first step', async () => {
  const { view } = used;
  await view.show(scenes.preparingScene);
  await view.page.getByText('Downloading distilroberta-base, 212 of 331 MB').waitFor();
  await view.page.getByText('The curves begin with the first step.').waitFor();
  await view.page.getByText('After the first evaluation the confusion matrix').waitFor();
});
