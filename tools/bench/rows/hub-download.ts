import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { downloadOurs } from '../hub/download-ours';
import { startTestHub } from '../hub/test-hub';
import { runInHost } from '../in-host/run';
import { contendersFolder } from '../paths';
import { hubPythonExecutable } from '../prepare/environments';
import type { Row } from '../report/row';
import { median } from '../statistics';

const model = 'bench/big';
const runs = 7;
const mostMegabytes = 60;

/**
 * A model of 500 MB in 8 weight files from the test Hub: our downloader against huggingface_hub, each timed inside a
 * process that runs already, in turns. Ours verifies every hash; Python compares sizes.
 */
export async function hubDownload(): Promise<Row[]> {
  const hub = await startTestHub(['--big']);
  try {
    const [ours, theirs]: [number[], number[]] = [[], []];
    for (let run = 0; run < runs; run++) {
      ours.push(await inEmptyCache((cache) => downloadOurs(hub.endpoint, model, cache)));
      theirs.push(await inEmptyCache((cache) => downloadPython(hub.endpoint, cache)));
    }
    const seconds = median(ours);
    const ratio = seconds / median(theirs);
    return [
      {
        what: 'download of 500 MB in 8 files from the test Hub, every hash verified (Python: sizes)',
        ours: `${seconds.toFixed(2)} s`,
        ratios: [{ to: 'Python `huggingface_hub`', ratio, atMost: 1 }],
      },
      await hostMemory(hub.endpoint),
    ];
  } finally {
    await hub.stop();
  }
}

function downloadPython(endpoint: string, cache: string): number {
  const script = join(contendersFolder, 'python_download.py');
  // The server is of this machine: no proxy stands between.
  const direct = { NO_PROXY: '127.0.0.1', no_proxy: '127.0.0.1' };
  const env = { ...process.env, ...direct, HF_HUB_OFFLINE: '0', HF_HUB_DISABLE_PROGRESS_BARS: '1' };
  return Number(execFileSync(hubPythonExecutable(), [script, endpoint, model, cache], { env, encoding: 'utf8' }));
}

/** Memory that the extension host takes more during the same download than before it, in the real VS Code. */
async function hostMemory(endpoint: string): Promise<Row> {
  const megabytes = await inEmptyCache((cache) => {
    const memory = runInHost('measure-download', { endpoint, cache, model });
    const { before, peak } = memory as { before: number; peak: number };
    return (peak - before) / 1e6;
  });
  return {
    what: "extension host's memory during that download, more than before",
    ours: `${megabytes.toFixed(0)} MB`,
    ratios: [{ to: `${mostMegabytes} MB`, ratio: megabytes / mostMegabytes, atMost: 1 }],
  };
}

async function inEmptyCache<Value>(work: (cache: string) => Value | Promise<Value>): Promise<Value> {
  const cache = mkdtempSync(join(tmpdir(), 'model-lens-bench-cache-'));
  try {
    return await work(cache);
  } finally {
    rmSync(cache, { recursive: true, force: true });
  }
}
