import { describe, beforeAll, expect, test } from 'vitest';
import { accessibilityProblems } from '../workbench/accessibility';
import { themeNames } from '../workbench/themes';
import { useWorkbench } from '../workbench/use-workbench';
import type { ViewName } from '../workbench/webview-frame';
import type { Workbench } from '../workbench/workbench';
import { InsidePage } from './pages/inside-page';
import { LensPage } from './pages/lens-page';
import { LinesPage } from './pages/lines-page';
import { hubCache } from './support/hub-cache';

interface Scene {
  readonly name: string;
  readonly view: ViewName;
  /** The result on show is greyed. */
  readonly greyed?: boolean;
  readonly show: (workbench: Workbench) => Promise<void>;
}

const env = hubCache([
  { id: 'tiny/no-head', fixture: 'bert-masked-lm', config: { architectures: ['BertForSequenceClassification'] } },
]);
const workbench = useWorkbench({ file: 'feedback.md', env });

const scenes: readonly Scene[] = [
  { name: 'lens-predictions', view: 'lens', show: showPredictions },
  { name: 'lens-tokens', view: 'lens', show: showTokens },
  { name: 'lens-attention', view: 'lens', show: showAttention },
  { name: 'lens-layers', view: 'lens', show: showLayers },
  { name: 'lens-config', view: 'lens', show: showConfig },
  { name: 'lens-batch', view: 'lens', show: showBatch },
  { name: 'lens-stale', view: 'lens', greyed: true, show: showStale },
  { name: 'lens-missing-head', view: 'lens', show: showMissingHead },
  { name: 'lines', view: 'lines', show: showLines },
];

describe.each(scenes)('$name', ({ name, view, greyed, show }) => {
  beforeAll(async () => show(workbench()));

  test.each(themeNames)('is accessible in the theme %s', async (theme) => {
    await workbench().setTheme(theme);
    await workbench().page.mouse.move(2, 2);
    await workbench().screenshot(name);
    expect(await accessibilityProblems(await workbench().webview(view), { greyed: greyed === true })).toEqual([]);
  });
});

test('nothing went wrong in the views, and nothing popped up', async () => {
  expect(workbench().problems).toEqual([]);
  expect(await workbench().notifications.count()).toBe(0);
});

async function showPredictions(workbench: Workbench): Promise<void> {
  await workbench.editor.selectLine(3);
  const lens = await LensPage.classifySelection(workbench);
  await lens.frame.locator('prediction-label-list').getByText('positive').waitFor();
}

async function showTokens(workbench: Workbench): Promise<void> {
  const lens = await LensPage.find(workbench);
  await lens.openTab('Tokens');
  await lens.frame.locator('lens-ladder').getByText('excited').first().waitFor();
}

async function showAttention(workbench: Workbench): Promise<void> {
  const { lens } = await InsidePage.lookAtAttention(workbench);
  await lens.chips.filter({ hasText: 'excited' }).click();
}

async function showLayers(workbench: Workbench): Promise<void> {
  await InsidePage.lookAtLayers(workbench);
}

async function showConfig(workbench: Workbench): Promise<void> {
  const lens = await LensPage.find(workbench);
  await lens.openTab('Config');
  await lens.frame.locator('lens-config').getByText('encoder layers').first().waitFor();
}

async function showBatch(workbench: Workbench): Promise<void> {
  const lens = await LensPage.find(workbench);
  await lens.openTab('Predictions');
  await workbench.editor.selectEachLine(3, 5);
  await lens.row(3).first().waitFor();
  await lens.frame.locator('prediction-batch').getByText('It was too long for me.').waitFor();
}

async function showStale(workbench: Workbench): Promise<void> {
  const { editor, page } = workbench;
  const lens = await LensPage.find(workbench);
  await editor.selectLine(4);
  await lens.chips.filter({ hasText: 'great' }).waitFor();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Backspace');
  await lens.header.getByText('stale').waitFor();
}

async function showMissingHead(workbench: Workbench): Promise<void> {
  await workbench.editor.selectLine(3);
  const lens = await LensPage.find(workbench);
  await lens.header.getByText('stale').waitFor({ state: 'detached' });
  await workbench.runCommand('Model Lens: Choose Model');
  await workbench.quickPick.choose('tiny/no-head');
  await lens.notices.getByText('This checkpoint has no trained head').waitFor();
  await lens.chips.first().waitFor();
}

async function showLines(workbench: Workbench): Promise<void> {
  const lens = await LensPage.find(workbench);
  await workbench.runCommand('Model Lens: Choose Model');
  await workbench.quickPick.choose('Sample sentiment');
  await lens.notices.getByText('This checkpoint has no trained head').waitFor({ state: 'detached' });
  await workbench.editor.goTo(3);
  await LinesPage.classify(workbench);
}
