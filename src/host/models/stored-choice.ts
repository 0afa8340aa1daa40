import { isAbsolute } from 'node:path';
import * as v from 'valibot';
import { weightStorageSchema, type WeightStorage } from '../../common/contracts/weight-storage';
import { isSafePath } from '../../hub/files/safe-path';
import { sampleModelName } from '../../hub/models/resolve-model';

const longestName = 4096;

const nameSchema = v.pipe(v.string(), v.nonEmpty(), v.maxLength(longestName), v.excludes('\0'));
const folderSchema = v.pipe(
  nameSchema,
  v.check((path) => isAbsolute(path)),
);
const storageSchema = v.tuple([nameSchema, weightStorageSchema]);
const weightsSchema = v.tuple([nameSchema, v.pipe(v.string(), v.check(isSafePath))]);

/** The model's name as an earlier window left it; the sample for anything that is no name. */
export function storedModel(value: unknown): string {
  return v.is(nameSchema, value) ? value : sampleModelName;
}

/** The folders that earlier windows left, without anything that is no absolute path. */
export function storedFolders(value: unknown): string[] {
  return storedItems(value).filter((item) => v.is(folderSchema, item));
}

/** The names that earlier windows left, without anything that the test does not take. */
export function storedNames(value: unknown, isName: (name: string) => boolean): string[] {
  return storedItems(value).filter((item): item is string => v.is(nameSchema, item) && isName(item));
}

/** The weights that earlier windows left: a path inside the model by the model's name. */
export function storedWeights(value: unknown): Map<string, string> {
  return new Map(storedItems(value).filter((item): item is [string, string] => v.is(weightsSchema, item)));
}

/** How earlier windows wanted weights to be kept in memory, by the model's name. */
export function storedStorages(value: unknown): Map<string, WeightStorage> {
  return new Map(storedItems(value).filter((item): item is [string, WeightStorage] => v.is(storageSchema, item)));
}

function storedItems(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
