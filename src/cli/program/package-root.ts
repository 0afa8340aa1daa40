import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import { LensError } from '../../common/errors/lens-error';
import { parseJson } from '../../common/json/parse-json';

const packageSchema = v.object({ name: v.string(), version: v.string() });

/** The folder that this program is installed in: the nearest one upwards whose package.json is model-lens's. */
export function packageRoot(): string {
  return find().folder;
}

/** The version of Model Lens. */
export function packageVersion(): string {
  return find().version;
}

function find(): { folder: string; version: string } {
  for (let folder = __dirname; ; folder = dirname(folder)) {
    const file = join(folder, 'package.json');
    if (existsSync(file)) {
      const { name, version } = parseJson(readFileSync(file, 'utf8'), packageSchema, file);
      if (name === 'model-lens') return { folder, version };
    }
    if (dirname(folder) === folder) {
      throw new LensError('internal', 'The package.json of Model Lens was not found.', 'Install Model Lens again.');
    }
  }
}
