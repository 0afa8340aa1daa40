import type { Workbench } from '../../workbench/workbench';
import type { LensPage } from './lens-page';

/** Moves the border between the editor and the Lens to the left. @param by px */
export async function widenLens({ page }: Workbench, { header }: LensPage, by: number): Promise<void> {
  const { x = 0 } = (await header.boundingBox()) ?? {};
  await page.mouse.move(x, 500);
  await page.mouse.down();
  await page.mouse.move(x - by, 500, { steps: 10 });
  await page.mouse.up();
}
