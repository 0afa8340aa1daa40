import { parseArgs } from 'node:util';
import { LensError } from '../../common/errors/lens-error';
import { nearest } from './nearest';
import { Options, type ArgumentSpec, type OptionSpec, type OptionSpecs } from './options';

/**
 * Reads the arguments behind a verb. A value may begin with a hyphen (texts do), unless it is the name of an option:
 * then the value before it was forgotten; `--text=--json` says that it is meant.
 * @param places what may stand without an option's name, in this order
 * @throws LensError `usage` for what the verb does not know, with the nearest option that it does
 */
export function parseOptions(
  args: readonly string[],
  specs: OptionSpecs,
  places: readonly ArgumentSpec[] = [],
): Options {
  const known = Object.entries(specs).map(([name, spec]) => [name, toParseArgs(spec)] as const);
  const { tokens } = parseArgs({
    args: withBareValues(args, specs),
    options: Object.fromEntries(known),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const values = new Map<string, string[]>();
  const found = new Map<string, string>();
  for (const token of tokens) {
    if (token.kind === 'positional') {
      const place = places[found.size];
      if (!place) throw unexpected(token.value, places);
      found.set(place.name, token.value);
    }
    if (token.kind !== 'option') continue;
    const spec = Object.hasOwn(specs, token.name) ? specs[token.name] : undefined;
    if (!spec || token.rawName !== `--${token.name}`) throw unknown(token.rawName, specs);
    const value = valueOf(token.rawName, spec, specs, token.value, token.inlineValue ?? false);
    const before = values.get(token.name);
    if (before && !spec.many) throw new LensError('usage', `${token.rawName} was given twice.`);
    values.set(token.name, [...(before ?? []), value]);
  }
  return new Options(values, found);
}

/** Gives options whose value may be left out the one that they stand for. */
function withBareValues(args: readonly string[], specs: OptionSpecs): string[] {
  const given: string[] = [];
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? '';
    const name = arg.slice(2);
    const { bare, words = [] } = (arg.startsWith('--') && Object.hasOwn(specs, name) ? specs[name] : undefined) ?? {};
    const next = args[at + 1] ?? '';
    const isValue = bare !== undefined && (/^(?:true|false)$/i.test(next) || words.includes(next));
    given.push(bare === undefined ? arg : `${arg}=${isValue ? args[++at] : bare}`);
  }
  return given;
}

function toParseArgs({ value, many }: OptionSpec): { type: 'string' | 'boolean'; multiple: boolean } {
  return { type: value === undefined ? 'boolean' : 'string', multiple: many ?? false };
}

function valueOf(
  rawName: string,
  spec: OptionSpec,
  specs: OptionSpecs,
  value: string | undefined,
  inline: boolean,
): string {
  if (spec.value === undefined) {
    if (inline) throw new LensError('usage', `${rawName} takes no value.`);
    return '';
  }
  const optionName = value?.startsWith('--') ? (value.slice(2).split('=')[0] ?? '') : '';
  if (value === undefined || (!inline && Object.hasOwn(specs, optionName))) {
    throw new LensError('usage', `${rawName} needs a value: ${rawName} ${spec.value}.`);
  }
  return value;
}

function unknown(rawName: string, specs: OptionSpecs): LensError {
  const near = nearest(rawName.replace(/^-+/, ''), Object.keys(specs));
  return new LensError(
    'usage',
    `There is no option ${rawName}.${near ? ` Did you mean --${near}?` : ''}`,
    'See --help.',
  );
}

function unexpected(value: string, places: readonly ArgumentSpec[]): LensError {
  const last = places.at(-1);
  const help = last ? `Put quotes around a ${last.name} of several words.` : 'Texts are given with --text or --file.';
  return new LensError('usage', `"${value}" was not expected here.`, help);
}
