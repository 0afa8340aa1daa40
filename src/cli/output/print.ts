import { toErrorData } from '../../common/errors/lens-error';

/** Prints to standard output; resolves when all of it is handed over, so that the program may end. */
export async function printOut(text: string): Promise<void> {
  await new Promise<void>((done) => process.stdout.write(text, () => done()));
}

/** Tells the person something; never on standard output. */
export function printNote(message: string): void {
  process.stderr.write(`${message}\n`);
}

/** Says what went wrong: in words on standard error, with `json` as a document on standard output. */
export async function printFailure(error: unknown, json: boolean): Promise<void> {
  const { code, message, help, details } = toErrorData(error);
  printNote(`model-lens: ${message}${help === undefined ? '' : ` ${help}`}`);
  if (details !== undefined && process.env['MODEL_LENS_DEBUG']) printNote(details);
  if (json)
    await printOut(`${JSON.stringify({ error: { code, message, ...(help === undefined ? {} : { help }) } })}\n`);
}
