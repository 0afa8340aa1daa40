import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { makeScratchFolder, removeScratchFolder } from '../../../../src/engine/models/storage/blocks/scratch-folder';

function folderOf(pid: number): string {
  const folder = join(realpathSync(tmpdir()), `model-lens-blocks-${pid}-test`);
  mkdirSync(folder);
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

test('a folder is made for this process; what killed ones have left goes, what living ones have stays', async () => {
  const { pid: ended } = spawnSync(process.execPath, ['--version']);
  const [left, kept] = [folderOf(ended), folderOf(process.ppid)];
  const made = await makeScratchFolder(realpathSync(import.meta.filename));
  onTestFinished(() => removeScratchFolder(made));
  expect([left, kept, made].map((folder) => existsSync(folder))).toEqual([false, true, true]);
  await removeScratchFolder(made);
  await removeScratchFolder(made);
  expect(existsSync(made)).toBe(false);
});
