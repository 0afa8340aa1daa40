import { existsSync, statSync } from 'node:fs';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import type { RunFile } from '../../../common/contracts/training/run-file';

type Settings = Readonly<Record<string, unknown>>;

const fileKeys = ['train_file', 'validation_file'] as const;

/**
 * Settings whose data files are absolute. What a run file names is relative to it; where there is nothing, to the current
 * folder, as a path that was typed is. A model that is a folder is found in the same way.
 */
export function withAbsolutePaths(settings: Settings, base: string): Record<string, unknown> {
  const result: Record<string, unknown> = { ...settings };
  for (const key of fileKeys) {
    const path = settings[key];
    if (typeof path === 'string' && path !== '') result[key] = existing(path, base, () => true) ?? resolve(base, path);
  }
  const model = settings['model'];
  if (typeof model === 'string' && model !== '') result['model'] = existing(model, base, isFolder) ?? model;
  return result;
}

/** Settings as the run file in `folder` has them: data files relative to it, unless they lie on another drive. */
export function withRelativePaths(settings: RunFile, folder: string): RunFile {
  const from = (path: string): string => {
    const way = relative(folder, path);
    return isAbsolute(way) ? path : way.split(sep).join('/');
  };
  const { train_file, validation_file } = settings;
  return {
    ...settings,
    train_file: from(train_file),
    ...(validation_file === undefined ? {} : { validation_file: from(validation_file) }),
  };
}

function existing(path: string, base: string, fits: (path: string) => boolean): string | undefined {
  return [resolve(base, path), resolve(path)].find((each) => existsSync(each) && fits(each));
}

function isFolder(path: string): boolean {
  return statSync(path).isDirectory();
}
