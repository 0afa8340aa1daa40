import { spawn } from 'node:child_process';

/** Opens an address in the user's browser where there is a display; where that fails, the printed address serves. */
export function openInBrowser(address: string): void {
  const command = browserCommand();
  if (!command) return;
  const [file, ...args] = command;
  const child = spawn(file, [...args, address], { stdio: 'ignore', detached: true });
  child.once('error', () => console.log('No browser could be opened: open the address above in one.'));
  child.unref();
}

function browserCommand(): [string, ...string[]] | undefined {
  if (process.platform === 'darwin') return ['open'];
  if (process.platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler'];
  return process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'] ? ['xdg-open'] : undefined;
}
