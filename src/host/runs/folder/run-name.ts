const longestName = 80;
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i;

/** True for a name that is one folder on any system. */
export function isRunName(name: string): boolean {
  return (
    /^[\p{L}\p{N}](?:[\p{L}\p{N}._-]*[\p{L}\p{N}_-])?$/u.test(name) &&
    name.length <= longestName &&
    !reserved.test(name)
  );
}

/** `phrasebank-4`: named after the data, with the first number that is above all that are taken. */
export function nextRunName(dataFile: string | null, taken: readonly string[]): string {
  const stem = stemOf(dataFile);
  const numbers = taken.flatMap((name) => {
    const number = name.startsWith(`${stem}-`) ? name.slice(stem.length + 1) : '';
    return /^\d{1,9}$/.test(number) ? [Number(number)] : [];
  });
  return `${stem}-${Math.max(0, ...numbers) + 1}`;
}

/** `phrasebank-3` becomes the name before its number, by which copies are named. */
export function stemOfRun(name: string): string {
  return name.replace(/-\d{1,9}$/, '');
}

function stemOf(dataFile: string | null): string {
  const file = (dataFile ?? '').split(/[\\/]/).at(-1) ?? '';
  const stem = file
    .replace(/\.[^.]*$/, '')
    .replace(/[^\p{L}\p{N}_-]+/gu, '-')
    .replace(/^[-_]+|[-_]+$/g, '')
    .slice(0, longestName - 10);
  return isRunName(stem) ? stem : 'run';
}
