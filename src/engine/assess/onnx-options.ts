import type { RepoFacts } from '../../common/contracts/hub/assessment';
import type { RepoFile } from '../../common/contracts/hub/repo';
import { generalFacts } from '../architectures/config/general-facts';
import type { RawConfig } from '../architectures/config/raw-config';
import { dataOwner, type OnnxFileName } from '../models/onnx/file-names';
import { onnxSetsAmong, type OnnxFileSet } from '../models/onnx/file-sets';
import { onnxMemory, totalBytes } from './memory';
import { notYet, onnxObstacle } from './obstacles';
import { makeOption, type Option } from './option';

/** More than anybody chooses from. */
const mostChoices = 100;

/** Larger files cannot be read by protobuf; their weights have to lie in files of their own. */
const maxFileBytes = 2 ** 31 - 1;

/**
 * Every model that ONNX files are, with what belongs to it, the one that is used before all others first; parts of models
 * come last.
 */
export function onnxOptions(facts: RepoFacts, config: RawConfig | null): Option[] {
  const general = generalFacts(config ?? {});
  const files = new Map(facts.files.map((file) => [file.path, file]));
  const data = dataFiles(facts.files);
  const withData = (path: string | null): readonly RepoFile[] => {
    const file = path === null ? undefined : files.get(path);
    return file === undefined ? [] : [file, ...(data.get(file.path) ?? [])];
  };
  return onnxSetsAmong([...files.keys()], general.kind)
    .slice(0, mostChoices)
    .map((set) => {
      const own = [set.main.path, set.encoder, set.withPast].flatMap(withData);
      return optionOf(set.main, own, facts.memoryBytes, obstacleOf(set, own, config ?? {}));
    });
}

function obstacleOf(set: OnnxFileSet, files: readonly RepoFile[], config: RawConfig): Option['obstacle'] {
  if (files.some(({ path, bytes }) => path.endsWith('.onnx') && bytes > maxFileBytes)) {
    return notYet('weights', 'an ONNX file over 2 GB', 'ONNX files over 2 GB cannot be read');
  }
  return onnxObstacle(config, set);
}

/** Files of weights by the ONNX file that they belong to. */
function dataFiles(files: readonly RepoFile[]): ReadonlyMap<string, readonly RepoFile[]> {
  const byOwner = new Map<string, RepoFile[]>();
  for (const file of files) {
    const owner = dataOwner(file.path);
    if (owner === null) continue;
    const owned = byOwner.get(owner) ?? [];
    owned.push(file);
    byOwner.set(owner, owned);
  }
  return byOwner;
}

function optionOf(
  { path, dtype }: OnnxFileName,
  files: readonly RepoFile[],
  freeBytes: number,
  obstacle: Option['obstacle'],
): Option {
  const bytes = totalBytes(files);
  const choice = {
    path,
    format: 'onnx' as const,
    dtypes: dtype === null ? [] : [dtype],
    files: [...files],
    bytes,
    memoryBytes: onnxMemory(bytes, dtype),
  };
  return makeOption(choice, obstacle, freeBytes);
}
