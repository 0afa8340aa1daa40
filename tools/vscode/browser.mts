// The browser that shows VS Code to the tests.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter } from 'node:path';
import { type Browser, chromium, type LaunchOptions } from 'playwright-core';
import { chromiumFromNpm, installChromium, type Chromium } from './install-chromium.mts';

const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];

/**
 * Starts a headless Chromium: the one from npm on Linux x64, elsewhere an installed Chrome or Edge.
 * Throws a plain sentence where there is none.
 */
export async function launchBrowser(): Promise<Browser> {
  if (chromiumFromNpm) return chromium.launch(await npmOptions());
  for (const channel of ['chrome', 'msedge', 'chromium']) {
    const browser = await tryChannel(channel);
    if (browser) return browser;
  }
  throw new Error(
    `The tests need Chrome or Edge on ${process.platform} ${process.arch}: none was found. ` +
      'Install Google Chrome, or run the in-host tests in a downloaded VS Code: npm run test:host -- --electron.',
  );
}

async function tryChannel(channel: string): Promise<Browser | undefined> {
  try {
    return await chromium.launch({ channel, args });
  } catch (error) {
    console.log(`${channel} does not start here: ${error instanceof Error ? error.message.split('\n')[0] : ''}`);
    return undefined;
  }
}

async function npmOptions(): Promise<LaunchOptions> {
  const installed = await installChromium();
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) if (value !== undefined) env[name] = value;
  if (!starts(installed, env)) {
    env['LD_LIBRARY_PATH'] = [installed.libraries, env['LD_LIBRARY_PATH']].filter(Boolean).join(delimiter);
  }
  if (!systemHasFonts()) env['FONTCONFIG_PATH'] = installed.fonts;
  return { executablePath: installed.executable, args, env };
}

/** Whether Chromium finds its libraries: it needs NSS, which small systems do not have. */
function starts({ executable }: Chromium, env: NodeJS.ProcessEnv): boolean {
  return spawnSync(executable, ['--version'], { env, stdio: 'ignore' }).status === 0;
}

function systemHasFonts(): boolean {
  const folder = '/usr/share/fonts';
  if (!existsSync('/etc/fonts/fonts.conf') || !existsSync(folder)) return false;
  return readdirSync(folder, { recursive: true }).some((name) => /\.(ttf|otf|ttc)$/i.test(String(name)));
}
