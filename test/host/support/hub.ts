import * as assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { DetailsState } from '../../../src/common/contracts/hub/details-view';
import type { SearchQuery } from '../../../src/common/contracts/hub/repo';
import type { HubRow } from '../../../src/common/contracts/hub/search-view';
import type { Hub } from '../../../src/host/hub/hub';
import { demoRepos } from '../../hub-server/demo-repos.mts';
import { startHub, type RepoSpec, type TestHub } from '../../hub-server/start-hub.mts';
import { lensApi } from './lens';

/** A Hub on this machine with the models of the demo, an empty cache, and the extension that uses both. */
export interface HubWorld {
  readonly server: TestHub;
  readonly hub: Hub;
  /** The folder of the cache. */
  readonly cache: string;
  close(): Promise<void>;
}

export async function openHub(more: readonly RepoSpec[] = []): Promise<HubWorld> {
  const server = await startHub({ repos: [...demoRepos(), ...more] });
  const cache = mkdtempSync(join(tmpdir(), 'model-lens-hub-cache-'));
  await configure({ hubEndpoint: server.endpoint, hubCache: cache });
  const api = await lensApi();
  const hub = await api.hub();
  return {
    server,
    hub,
    cache,
    close: async () => {
      await hub.parts.models.choose('sample');
      hub.parts.downloads.clear();
      await configure({ hubEndpoint: undefined, hubCache: undefined, offline: undefined });
      await server.stop();
      rmSync(cache, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Sets settings of Model Lens for the machine; undefined takes one away. */
export async function configure(settings: Readonly<Record<string, unknown>>): Promise<void> {
  for (const [name, value] of Object.entries(settings)) {
    await vscode.workspace.getConfiguration('modelLens').update(name, value, vscode.ConfigurationTarget.Global);
  }
}

export const everything: SearchQuery = {
  text: '',
  task: null,
  author: null,
  library: null,
  license: null,
  sort: 'trendingScore',
};

/** Waits until a condition holds. */
export async function eventually<Value>(look: () => Value | undefined | false, otherwise: string): Promise<Value> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const found = look();
    if (found !== undefined && found !== false) return found;
    assert.ok(Date.now() < deadline, otherwise);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Searches, and waits for the verdicts of what was found. */
export async function verdictsOf({ hub }: HubWorld, query: Partial<SearchQuery>): Promise<Map<string, HubRow>> {
  const { search } = hub.parts;
  await search.search({ ...everything, ...query });
  // A change of settings may have begun another search.
  await eventually(() => search.state.phase === 'done', 'the search does not end');
  search.setVisible(search.rows.map(({ id }) => id));
  await eventually(() => search.rows.every(({ verdict }) => verdict !== null), 'not every row has a verdict');
  return new Map(search.rows.map((row) => [row.id, row]));
}

/** Downloads a model and uses it. */
export async function download({ hub }: HubWorld, id: string): Promise<void> {
  const { models } = hub.parts;
  hub.actions.download(id, null, true);
  await eventually(() => models.name === id, `${id} was not downloaded`);
}

/** The page of a model once it is read. */
export async function pageOf({ hub }: HubWorld, id: string): Promise<DetailsState> {
  hub.details.open(id, null, false);
  return eventually(() => {
    const state = hub.details.sessions.find((session) => session.id === id)?.state;
    return state && state.assessment.phase !== 'loading' && state.readme.phase !== 'loading' && state;
  }, `the page of ${id} is not read`);
}

/** The environment of a process as the system has it; null where the system does not tell. */
export function environmentOf(pid: number): string | null {
  return process.platform === 'linux' ? readFileSync(`/proc/${pid}/environ`, 'utf8') : null;
}
