import type { Frame, Page } from 'playwright-core';

/** Our webviews, by the name of their script in `dist/webview`. */
export type ViewName = 'lens' | 'lines' | 'hub' | 'downloads' | 'details' | 'form' | 'run';

/**
 * The document inside one of our webviews. VS Code nests it in frames of its own, whose addresses do not tell which
 * view they hold: it is known by its script. Waits up to half a minute, and throws with the frames that were there.
 */
export async function webviewFrame(page: Page, name: ViewName): Promise<Frame> {
  const deadline = Date.now() + 30_000;
  do {
    for (const frame of page.frames()) if (await holdsScript(frame, `/${name}.js`)) return frame;
    await page.waitForTimeout(100);
  } while (Date.now() < deadline);
  const frames = page.frames().map((frame) => frame.url().slice(0, 120));
  throw new Error(`The view “${name}” did not open. Frames: ${frames.join(', ')}`);
}

async function holdsScript(frame: Frame, path: string): Promise<boolean> {
  try {
    return (await frame.locator(`script[src$="${path}"]`).count()) > 0;
  } catch (error) {
    // Frames come and go while a view opens.
    if (error instanceof Error && /detached|destroyed|closed/i.test(error.message)) return false;
    throw error;
  }
}
