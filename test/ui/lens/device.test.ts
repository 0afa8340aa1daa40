import { afterAll, describe, expect, test } from 'vitest';
import { softwareGpuEnvironment } from '../../../tools/vscode/software-gpu.mts';
import { useWorkbench } from '../workbench/use-workbench';
import { InsidePage } from './pages/inside-page';

const gpu = await softwareGpuEnvironment();

describe.skipIf(gpu === undefined)(
  'a GPU (in software; npm has one for Linux on x64 alone)',
  { timeout: 180_000 },
  () => {
    const workbench = useWorkbench({
      file: 'feedback.md',
      size: { width: 1800, height: 1100 },
      ...(gpu && { env: gpu }),
    });
    let page: InsidePage;

    afterAll(() => expect(workbench().problems).toEqual([]));

    test('the devices are listed with the reason for each that does not work, and can be checked again', async () => {
      await workbench().editor.selectLine(3);
      page = await InsidePage.lookAtAttention(workbench());
      await workbench().runCommand('Model Lens: Choose Device');
      const { rows } = workbench().quickPick;
      await expect
        .poll(async () => rows.allInnerTexts(), { timeout: 60_000 })
        .toEqual(
          expect.arrayContaining([
            expect.stringMatching(/^CPU\s*in use/),
            expect.stringMatching(/^WebGPU\s*$/),
            expect.stringMatching(/^DirectML\s*does not work here\s*ONNX Runtime has no DirectML for linux-x64\./),
            expect.stringMatching(/^Check Again/),
          ]),
        );
    });

    test('WebGPU is compared with the CPU, then computes what is on show, and is named', async () => {
      await workbench().quickPick.choose('WebGPU');
      await workbench().statusBarItem('Sample sentiment · WebGPU').waitFor({ timeout: 120_000 });
      const device = page.lens.header.getByRole('button', { name: 'WebGPU' });
      await device.waitFor({ timeout: 60_000 });
      expect(await device.getAttribute('title')).toMatch(/^WebGPU, \d+ of \d+ nodes on the CPU \(/);
      await page.heatmap.waitFor({ timeout: 60_000 });
      expect(await page.hover(page.heatmap, { x: 0.5, y: 0.5 })).toMatch(/0\.\d{4}/);
      await workbench().screenshot('lens-attention-webgpu');
    });

    test('the CPU is chosen without any check', async () => {
      await workbench().runCommand('Model Lens: Choose Device');
      await workbench().quickPick.choose('CPU');
      await workbench().statusBarItem('Sample sentiment · CPU').waitFor();
      await page.lens.header.getByRole('button', { name: 'CPU' }).waitFor();
    });
  },
);
