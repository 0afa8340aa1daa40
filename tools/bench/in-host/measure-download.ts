// Runs inside the extension host of a real VS Code, as its tests do.
import { appendFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { ModelLensApi } from '../../../src/host/api';
import { reportVariable } from '../../host-tests/report-line.mts';
import { parametersVariable } from './run';

interface Parameters {
  readonly endpoint: string;
  readonly cache: string;
  readonly model: string;
}

const settleMs = 5000;
const everyMs = 20;
/** Of a model of 500 MB. */
const leastBytes = 490e6;

/** Writes the memory of the extension host in bytes, before a download and at its highest during it. */
export async function run(): Promise<void> {
  const { endpoint, cache, model } = JSON.parse(process.env[parametersVariable] ?? '') as Parameters;
  const settings = vscode.workspace.getConfiguration('modelLens');
  await settings.update('hubEndpoint', endpoint, vscode.ConfigurationTarget.Global);
  await settings.update('hubCache', cache, vscode.ConfigurationTarget.Global);
  const extension = vscode.extensions.getExtension<ModelLensApi>('model-lens.model-lens');
  if (!extension) throw new Error('The extension is not there');
  const hub = await (await extension.activate()).hub();
  await setTimeout(settleMs);
  const before = process.memoryUsage.rss();
  let peak = before;
  hub.actions.download(model, null, false);
  for (;;) {
    await setTimeout(everyMs);
    peak = Math.max(peak, process.memoryUsage.rss());
    const [download] = hub.parts.downloads.list;
    if (download?.phase === 'failed') throw new Error(download.error ?? 'The download failed');
    if (download?.phase === 'done' && download.bytes >= leastBytes) break;
    if (download?.phase === 'done') throw new Error(`Only ${download.bytes} bytes were downloaded`);
  }
  appendFileSync(process.env[reportVariable] ?? '', `${JSON.stringify({ before, peak })}\n`);
}
