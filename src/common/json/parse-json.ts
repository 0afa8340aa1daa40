import * as v from 'valibot';
import { LensError } from '../errors/lens-error';

/**
 * Parses JSON that came from outside and checks its shape.
 * @param what the file or message as a person knows it, for the error text
 * @throws LensError `bad-file` that names the first field that is wrong
 */
export function parseJson<Schema extends v.GenericSchema>(
  text: string,
  schema: Schema,
  what: string,
): v.InferOutput<Schema> {
  let value: unknown;
  try {
    // A byte-order mark is legal in a file and not in JSON.
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw new LensError('bad-file', `${what} is not valid JSON.`, 'Download the model again or mend the file.', {
      cause,
    });
  }
  return checkShape(value, schema, what);
}

/** The value, once its shape is checked. Throws LensError `bad-file` that names the first field that is wrong. */
export function checkShape<Schema extends v.GenericSchema>(
  value: unknown,
  schema: Schema,
  what: string,
): v.InferOutput<Schema> {
  const parsed = v.safeParse(schema, value, { abortEarly: true });
  if (parsed.success) return parsed.output;
  const issue = parsed.issues[0];
  const path = v.getDotPath(issue);
  throw new LensError('bad-file', `${what}: ${path === null ? '' : `"${path}" `}${describe(issue)}.`);
}

function describe(issue: v.BaseIssue<unknown>): string {
  if (issue.received === 'undefined') return 'is missing';
  if (issue.expected === 'never') return 'is not known here';
  if (issue.type === 'safe_integer') return `should be a whole number but is ${issue.received}`;
  if (issue.expected === null) return issue.message.replace(/\.$/, '');
  return `should be ${issue.expected} but is ${issue.received}`;
}
