import type * as vscode from 'vscode';
import type { Assessment, Verdict, WeightsChoice } from '../../../../src/common/contracts/hub/assessment';
import type { RepoInfo } from '../../../../src/common/contracts/hub/details-view';
import type { FoundModel } from '../../../../src/common/contracts/hub/repo';

export type FakeSecrets = Pick<vscode.SecretStorage, 'get' | 'store' | 'delete'>;

/** A key store in memory. */
export function fakeSecrets(): FakeSecrets {
  const kept = new Map<string, string>();
  return {
    get: (key) => Promise.resolve(kept.get(key)),
    store: (key, value) => Promise.resolve(void kept.set(key, value)),
    delete: (key) => Promise.resolve(void kept.delete(key)),
  };
}

/** A memento in memory. */
export function fakeMemento(start: Readonly<Record<string, unknown>> = {}): vscode.Memento {
  const kept = new Map(Object.entries(start));
  return {
    keys: () => [...kept.keys()],
    get: (key: string) => kept.get(key),
    update: (key: string, value: unknown) => Promise.resolve(void kept.set(key, value)),
  } as vscode.Memento;
}

/** A web that answers everything alike, and remembers what was asked. */
export function fakeFetch() {
  const seen: { readonly url: string; readonly authorization: string | null }[] = [];
  let next = (): Response => new Response('{}');
  return {
    seen,
    answer: (body: string | Uint8Array<ArrayBuffer>, status = 200, headers: Record<string, string> = {}) => {
      const type = { 'content-type': 'application/json', ...headers };
      next = () => new Response(body, { status, headers: type });
    },
    /** Answers by the address. */
    answerBy: (answer: (url: string) => Response) => {
      next = () => answer(seen.at(-1)?.url ?? '');
    },
    fetch: ((input: string, init?: RequestInit) => {
      seen.push({ url: input, authorization: new Headers(init?.headers).get('authorization') });
      return Promise.resolve(next());
    }) as typeof globalThis.fetch,
  };
}

export function foundModel(id: string, more: Partial<FoundModel> = {}): FoundModel {
  return {
    id,
    task: 'text-classification',
    library: 'transformers',
    license: null,
    downloads: 1,
    likes: 1,
    gated: false,
    private: false,
    lastModified: '2025-06-01T12:00:00.000Z',
    ...more,
  };
}

export const runs: Verdict = { state: 'runs', reason: 'safetensors float32' };

export const assessment: Assessment = {
  verdict: runs,
  checks: [],
  choices: [],
  chosen: null,
  architecture: 'bert',
  info: null,
};

/** Lets everything happen that waits for nothing but its turn. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}

export const repoInfo: RepoInfo = {
  ...foundModel('org/model'),
  revision: 'main',
  commit: 'a'.repeat(40),
  languages: [],
  files: [
    { path: 'config.json', bytes: 500 },
    { path: 'model.safetensors', bytes: 1000 },
    { path: 'onnx/model.onnx', bytes: 900 },
    { path: 'tokenizer.json', bytes: 100 },
  ],
};

/** Weights of a repository that run. */
export function weights(path: string, more: Partial<WeightsChoice> = {}): WeightsChoice {
  const bytes = path.endsWith('.onnx') ? 900 : 1000;
  return {
    path,
    format: path.endsWith('.onnx') ? 'onnx' : 'safetensors',
    dtypes: ['float32'],
    files: [{ path, bytes }],
    bytes,
    memoryBytes: bytes,
    problem: null,
    ...more,
  };
}
