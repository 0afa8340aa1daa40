import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

// On a busy machine what is waited for may take longer than vitest's one second.
const expect = { poll: { timeout: 10_000 } };

/** The layers that run in plain Node; the UI and in-host layers have runners of their own. */
export default defineConfig({
  test: {
    pool: 'forks',
    // On two cores vitest would run one file at a time, and half of the machine would wait for processes to start.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      { test: { name: 'unit', expect, include: ['test/unit/**/*.test.ts'], testTimeout: 20_000 } },
      {
        test: {
          name: 'hub',
          expect,
          include: ['test/hub/**/*.test.ts'],
          exclude: ['test/hub/interop/python/**'],
          testTimeout: 60_000,
        },
      },
      {
        test: {
          // With Python's huggingface_hub, which is installed from PyPI on first use.
          name: 'hub-python',
          expect,
          include: ['test/hub/interop/python/**/*.test.ts'],
          globalSetup: 'test/hub/interop/python/setup.ts',
          testTimeout: 120_000,
          hookTimeout: 600_000,
        },
      },
      {
        test: {
          // With Python's transformers, which is installed from PyPI on first use: some gigabytes, as torch comes with CUDA.
          name: 'engine-python',
          expect,
          include: ['test/engine/python/**/*.test.ts'],
          globalSetup: ['test/engine/support/global-setup.ts', 'test/engine/python/setup.ts'],
          testTimeout: 120_000,
          hookTimeout: 600_000,
        },
      },
      {
        test: {
          name: 'engine',
          expect,
          include: ['test/engine/**/*.test.ts'],
          exclude: ['test/engine/real/**', 'test/engine/python/**'],
          globalSetup: 'test/engine/support/global-setup.ts',
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          // Needs the internet once, and Python for pip.
          name: 'real',
          expect,
          include: ['test/engine/real/**/*.test.ts'],
          globalSetup: ['test/engine/support/global-setup.ts', 'test/engine/real/support/download.ts'],
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'webview',
          expect,
          include: ['test/webview/**/*.test.ts'],
          globalSetup: 'test/webview/harness/bundle.ts',
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
