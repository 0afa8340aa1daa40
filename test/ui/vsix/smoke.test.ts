import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../../../tools/vscode/paths.mts';
import { useWorkbench } from '../workbench/use-workbench';

const vsix = join(root, 'dist', `model-lens-${process.platform}-${process.arch}.vsix`);
if (!existsSync(vsix)) throw new Error(`${vsix} is not there: npm run package makes it.`);

const workbench = useWorkbench({ vsix, file: 'feedback.md' });

test('the packaged extension classifies the selected line with the sample model', async () => {
  const { editor } = workbench();
  await editor.selectLine(3);
  await workbench().runCommand('Model Lens: Classify Selected Text');
  const lens = await workbench().lensFrame();
  await lens.getByText('positive', { exact: true }).first().waitFor();
  const probability = lens.getByText(/^[01]\.\d{4}$/).first();
  await probability.waitFor();
  expect(Number(await probability.textContent())).toBeGreaterThan(0.5);
  await workbench().screenshot('vsix');
});

test('it runs from the package, not from the checkout', () => {
  const installed = readdirSync(workbench().extensionsFolder);
  expect(installed.filter((name) => name.startsWith('model-lens.model-lens-'))).toHaveLength(1);
});
