import { LensError } from '../../common/errors/lens-error';
import { nearest } from '../arguments/nearest';
import { parseOptions } from '../arguments/parse-options';
import type { OptionSpecs } from '../arguments/options';
import { printFailure, printNote, printOut } from '../output/print';
import { programHelp, verbHelp } from './help';
import { packageVersion } from './package-root';
import type { Verb } from './verb';
import { hiddenVerbs, verbs } from './verbs';

const everywhere: OptionSpecs = { json: { help: 'Prints one JSON document instead of text.' } };

/** Runs the command line. Gives the exit code: 0 done, 1 failed, 2 wrong usage. Never throws. */
export async function runProgram(args: readonly string[]): Promise<number> {
  try {
    return await dispatch(args);
  } catch (error) {
    await printFailure(error, args.includes('--json'));
    return error instanceof LensError && error.code === 'usage' ? 2 : 1;
  }
}

async function dispatch([name, ...args]: readonly string[]): Promise<number> {
  if (name === '--version' || name === '-v') return print(`${packageVersion()}\n`);
  if (name === '--help' || name === '-h' || name === 'help') return print(await programHelp());
  if (name === undefined) {
    printNote((await programHelp()).trimEnd());
    return 2;
  }
  const verb = await findVerb(name);
  if (args.includes('--help') || args.includes('-h')) return print(verbHelp(name, verb));
  const options = parseOptions(args, verb.options, verb.arguments);
  const { json, text } = await verb.run(options, { env: process.env, note: printNote });
  return print(options.has('json') ? `${JSON.stringify(json)}\n` : text);
}

async function findVerb(name: string): Promise<Verb> {
  const all = { ...verbs, ...hiddenVerbs };
  const load = Object.hasOwn(all, name) ? all[name] : undefined;
  if (!load) throw unknownVerb(name);
  const verb = await load();
  return { ...verb, options: { ...verb.options, ...everywhere } };
}

function unknownVerb(name: string): LensError {
  const names = Object.keys(verbs);
  const near = nearest(name, names);
  const help = near ? `Did you mean "${near}"?` : `There are ${names.join(', ')}.`;
  return new LensError('usage', `There is no verb "${name}".`, help);
}

async function print(text: string): Promise<number> {
  await printOut(text);
  return 0;
}
