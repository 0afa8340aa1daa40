/** Tokens that may stand before a stop string's first byte, so that the decoder has begun when it comes. */
const before = 4;

/**
 * Says whether the last token of a text completes one of the stop strings, which may begin in the prompt
 * (`StopStringCriteria` of transformers).
 * @param decode ids as text
 */
export function stopFinder(
  stopStrings: readonly string[],
  decode: (ids: readonly number[]) => Promise<string>,
): (ids: readonly number[]) => Promise<boolean> {
  if (stopStrings.length === 0) return () => Promise.resolve(false);
  // No token is shorter than a byte.
  const window = before + Math.max(...stopStrings.map((stop) => new TextEncoder().encode(stop).length));
  return async (ids) => {
    const last = ids.slice(-window);
    const [text, earlier] = await Promise.all([decode(last), decode(last.slice(0, -1))]);
    return stopStrings.some((stop) => text.includes(stop, Math.max(0, earlier.length - stop.length + 1)));
  };
}
