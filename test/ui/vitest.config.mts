import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** Tests that drive the real VS Code in a browser. One file at a time: each starts a server and a browser. */
export default defineConfig({
  test: {
    name: 'ui',
    root: join(import.meta.dirname, '../..'),
    include: ['test/ui/suite/**/*.test.ts'],
    pool: 'forks',
    fileParallelism: false,
    testTimeout: 90_000,
    hookTimeout: 240_000,
  },
});
