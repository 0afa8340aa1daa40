import { join } from 'node:path';
import type { Check, RepoFacts } from '../../../../src/common/contracts/hub/assessment';
import { assessRepo } from '../../../../src/engine/assess/assess-repo';
import { referenceModels } from '../../models/support/golden';
import { factsOfFolder } from './facts';

/** The facts of a reference model. */
export const factsOf = (model: string, memoryBytes?: number): RepoFacts =>
  factsOfFolder(join(referenceModels, model), memoryBytes);
/** Without the files whose paths match. */
export const without = (facts: RepoFacts, pattern: RegExp): RepoFacts => ({
  ...facts,
  files: facts.files.filter(({ path }) => !pattern.test(path)),
});
export const withFiles = (facts: RepoFacts, ...paths: string[]): RepoFacts => ({
  ...facts,
  files: [...facts.files, ...paths.map((path) => ({ path, bytes: 1_000_000 }))],
});
/** With fields of config.json set; undefined takes one away. */
export const withConfig = (facts: RepoFacts, changes: Readonly<Record<string, unknown>>): RepoFacts => ({
  ...facts,
  config: JSON.stringify({ ...(JSON.parse(facts.config ?? '{}') as object), ...changes }),
});
/** A line of the assessment. */
export const check = (facts: RepoFacts, what: Check['what']): Check | undefined =>
  assessRepo(facts).checks.find((each) => each.what === what);

/** The same tensors in another type, each in as many bytes as before. */
export function withDtype(facts: RepoFacts, dtype: string): RepoFacts {
  const [file] = facts.headers;
  if (!file) throw new Error('no header');
  const entries = JSON.parse(new TextDecoder().decode(file.header.subarray(8))) as Record<string, Entry>;
  const change = ([name, entry]: [string, Entry]): [string, Entry] => {
    const [first = 1, ...rest] = entry.shape ?? [];
    return [name, entry.shape ? { ...entry, dtype, shape: [dtype === 'F8_E4M3' ? 4 * first : first, ...rest] } : entry];
  };
  const json = new TextEncoder().encode(JSON.stringify(Object.fromEntries(Object.entries(entries).map(change))));
  const header = new Uint8Array(8 + json.length);
  new DataView(header.buffer).setBigUint64(0, BigInt(json.length), true);
  header.set(json, 8);
  const bytes = file.fileBytes - file.header.length + header.length;
  const files = facts.files.map((each) => (each.path === file.path ? { ...each, bytes } : each));
  return { ...facts, files, headers: [{ path: file.path, fileBytes: bytes, header }] };
}

interface Entry {
  readonly shape?: readonly number[];
  readonly dtype?: string;
}
