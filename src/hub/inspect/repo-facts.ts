import * as v from 'valibot';
import type { RepoFacts } from '../../common/contracts/hub/assessment';
import type { RepoInfo } from '../../common/contracts/hub/details-view';
import type { RepoFile } from '../../common/contracts/hub/repo';
import { leastMemoryPerByte } from '../../common/contracts/weight-storage';
import { readHeader, type Commit, type FileReader } from './header-range';
import { mapLimited } from './map-limited';

const maxConfigBytes = 10_000_000;
const maxIndexBytes = 50_000_000;
/** A model of more shards does not fit into the memory of any machine that this is for. */
const mostHeaders = 200;
const atOnce = 4;

const single = 'model.safetensors';
const index = 'model.safetensors.index.json';

/**
 * Reads what an assessment needs from a model of the Hub, a few kB mostly: config.json, the index of the shards, and the
 * headers of the safetensors files. Headers are left out where the files are too large for the memory in any way.
 * @param memoryBytes memory that is free for a model
 * @throws LensError as the client does
 */
export async function readRepoFacts(
  client: FileReader,
  info: RepoInfo,
  memoryBytes: number,
  signal?: AbortSignal,
): Promise<RepoFacts> {
  const at: Commit = { client, id: info.id, commit: info.commit, signal };
  const [config, indexText] = await Promise.all([
    readListed(at, info.files, 'config.json', maxConfigBytes),
    info.files.some(({ path }) => path === single) ? null : readListed(at, info.files, index, maxIndexBytes),
  ]);
  const weights = safetensorsFiles(info.files, indexText);
  const fits = weights.length <= mostHeaders && total(weights) * leastMemoryPerByte <= memoryBytes;
  const headers = await mapLimited(fits ? weights : [], atOnce, async (file) => {
    return { path: file.path, fileBytes: file.bytes, header: await readHeader(at, file) };
  });
  return { config, files: info.files, index: indexText, headers, memoryBytes };
}

/** The text of a file; null when the model does not list it. */
async function readListed(
  { client, id, commit, signal }: Commit,
  files: readonly RepoFile[],
  path: string,
  maxBytes: number,
): Promise<string | null> {
  if (!files.some((file) => file.path === path)) return null;
  return client.readText(id, commit, path, maxBytes, signal);
}

/** The file, or the shards that the index names and the model has. */
function safetensorsFiles(files: readonly RepoFile[], indexText: string | null): RepoFile[] {
  const names = indexText === null ? new Set([single]) : shardNames(indexText);
  return files.filter(({ path }) => names.has(path));
}

const indexSchema = v.object({ weight_map: v.record(v.string(), v.string()) });

/** None for an index that is broken: the assessment reads it as well, and says what is wrong. */
function shardNames(indexText: string): Set<string> {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), indexSchema), indexText.replace(/^\uFEFF/, ''));
  return new Set(parsed.success ? Object.values(parsed.output.weight_map) : []);
}

function total(files: readonly RepoFile[]): number {
  return files.reduce((sum, { bytes }) => sum + bytes, 0);
}
