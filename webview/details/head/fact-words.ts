import { t } from '@vscode/l10n';

/** Languages by their names in the language of the page, at most three: `English, German, Hindi and 20 more`. */
export function languageWords(codes: readonly string[], page: string): string {
  const names = new Intl.DisplayNames([page], { type: 'language' });
  const words = codes.slice(0, 3).map((code) => languageName(code, names));
  const more = codes.length - words.length;
  return more > 0 ? t('{0} and {1} more', words.join(', '), more) : words.join(', ');
}

/** Cards name languages by codes, and by words that are none (`multilingual`). */
function languageName(code: string, names: Intl.DisplayNames): string {
  if (!/^[a-z]{2,3}(-[a-z0-9]{2,8}){0,3}$/i.test(code)) return code;
  try {
    return names.of(code) ?? code;
  } catch (error) {
    if (error instanceof RangeError) return code;
    throw error;
  }
}

/** A day from an ISO 8601 time, such as `19 December 2023`; null when it is none. */
export function dayWords(time: string, page: string): string | null {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return null;
  const locale = page === 'en' ? 'en-GB' : page;
  return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    date,
  );
}
