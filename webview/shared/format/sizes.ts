import { t } from '@vscode/l10n';
import { formatBytes } from './numbers';

/** A part of some bytes: `412 of 988 MB`, `268 MB of 1.3 GB`. */
export function formatBytesOf(part: number, whole: number): string {
  const [partNumber = '', partUnit] = formatBytes(part).split(' ');
  const wholeText = formatBytes(whole);
  const short = part === 0 || partUnit === wholeText.split(' ')[1];
  return t('{0} of {1}', short ? partNumber : `${partNumber} ${partUnit ?? ''}`, wholeText);
}

const units = ['', ' k', ' M', ' B'];

/** A count of downloads or likes, two digits at least: `900`, `1.2 k`, `612 k`, `3.4 M`. */
export function formatShortCount(count: number): string {
  let value = count;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${value.toFixed(unit > 0 && value < 9.95 ? 1 : 0)}${units[unit] ?? ''}`;
}

/** How long something still takes, from seconds: `15 s left`, `4 min left`, `2 h 5 min left`. */
export function formatTimeLeft(seconds: number): string {
  const rounded = Math.max(1, Math.round(seconds));
  if (rounded < 60) return t('{0} s left', rounded);
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? t('{0} min left', minutes) : t('{0} h {1} min left', Math.floor(minutes / 60), minutes % 60);
}
