import { LensError } from '../../common/errors/lens-error';

/**
 * The results that are asked for by name.
 * @throws LensError `usage` for a name that is none of the model's results
 */
export function chosenOf(names: readonly string[], wanted: readonly string[]): string[] {
  const known = new Set(names);
  const unknown = wanted.find((name) => !known.has(name));
  if (unknown !== undefined || wanted.length === 0) {
    throw new LensError('usage', `The model has no result called "${unknown ?? ''}".`);
  }
  return [...new Set(wanted)];
}
