import { isAbsolute } from 'node:path';
import * as v from 'valibot';
import { sampleModelName } from '../../hub/models/resolve-model';

const longestName = 4096;

const nameSchema = v.pipe(v.string(), v.nonEmpty(), v.maxLength(longestName), v.excludes('\0'));
const folderSchema = v.pipe(
  nameSchema,
  v.check((path) => isAbsolute(path)),
);

/** The model's name as an earlier window left it; the sample for anything that is no name. */
export function storedModel(value: unknown): string {
  return v.is(nameSchema, value) ? value : sampleModelName;
}

/** The folders that earlier windows left, without anything that is no absolute path. */
export function storedFolders(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => v.is(folderSchema, item)) : [];
}
