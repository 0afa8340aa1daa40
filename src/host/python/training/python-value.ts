import { pythonString } from '../string-literal';

/** A JSON value as Python writes it. */
export function pythonValue(value: unknown): string {
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'string') return pythonString(value);
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) return `[${value.map(pythonValue).join(', ')}]`;
  const pairs = Object.entries(value).map(([key, entry]) => `${pythonString(key)}: ${pythonValue(entry)}`);
  return `{${pairs.join(', ')}}`;
}
