/** Thrown inside this folder where a graph does not show what is looked for; `message` is a clause on why. */
export class Unclear extends Error {}

/** What `find` gives, or why it gives nothing. */
export function orUnclear<T>(find: () => T): T | Unclear {
  try {
    return find();
  } catch (error) {
    if (error instanceof Unclear) return error;
    throw error;
  }
}
