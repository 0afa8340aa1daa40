import { isAbsolute, relative, resolve, sep } from 'node:path';

const fileKeys = ['train_file', 'validation_file'] as const;

type Settings = Readonly<Record<string, unknown>>;

/** Settings whose data files are absolute, from those of a run file in `folder`. */
export function withAbsolutePaths(settings: Settings, folder: string): Record<string, unknown> {
  return mapFiles(settings, (path) => resolve(folder, path));
}

/** Settings as a run file in `folder` has them: data files relative to it, unless they lie on another drive. */
export function withRelativePaths(settings: Settings, folder: string): Record<string, unknown> {
  return mapFiles(settings, (path) => {
    const from = isAbsolute(path) ? relative(folder, path) : path;
    return isAbsolute(from) ? from : from.split(sep).join('/');
  });
}

function mapFiles(settings: Settings, change: (path: string) => string): Record<string, unknown> {
  const changed = fileKeys.flatMap((key) => {
    const path = settings[key];
    return typeof path === 'string' && path !== '' ? [[key, change(path)] as const] : [];
  });
  return { ...settings, ...Object.fromEntries(changed) };
}
