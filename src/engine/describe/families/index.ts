import type { Fields } from '../fields';
import { decoders } from './decoders';
import { encoders } from './encoders';
import type { Family } from './family';
import { twoStacks } from './two-stacks';

/** Families whose blocks are known from their modelling files, whether or not they run here. */
const families = new Map(Object.entries({ ...encoders, ...decoders, ...twoStacks }));

/** The family of a config; null for one that is not known, of which only config and tensors tell something. */
export function familyOf(fields: Fields): Family | null {
  return families.get(fields.modelType)?.(fields) ?? null;
}
