import { t } from '@vscode/l10n';

/** A time that is left or was taken, to the second: `1 s` at least, `70 s`, `4 min 40 s`, `2 h 5 min`. */
export function durationWords(seconds: number): string {
  const whole = Math.max(1, Math.round(seconds));
  if (whole < 100) return t('{0} s', whole);
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return t('{0} min {1} s', minutes, whole % 60);
  return t('{0} h {1} min', Math.floor(minutes / 60), minutes % 60);
}
