import { LensError } from '../../../common/errors/lens-error';
import { decodeText } from '../../input/decode-text';
import { readNamedFile } from '../../input/read-file';

/** Far more than settings need. */
const maxBytes = 1_000_000;

/** What a run file holds, not yet checked. @throws LensError `not-found` or `usage` */
export async function readRunFile(path: string): Promise<Record<string, unknown>> {
  const tooBig = (): LensError => new LensError('usage', `"${path}" is too long for a run file.`);
  const text = decodeText(await readNamedFile(path, maxBytes, tooBig), `"${path}"`);
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw new LensError('usage', `"${path}" is not valid JSON.`, 'Mend it: a run file is one JSON object.', { cause });
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  throw new LensError('usage', `"${path}" is not a run file, which is one JSON object.`);
}
