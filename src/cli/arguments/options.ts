import { LensError } from '../../common/errors/lens-error';

/** An option of a verb. `value` names what follows it; an option without one is a switch. */
export interface OptionSpec {
  readonly value?: string;
  /** What an option stands for whose value is left out: only `true`, `false` and `words` are taken for a value then. */
  readonly bare?: string;
  readonly words?: readonly string[];
  readonly many?: boolean;
  readonly help: string;
}

export type OptionSpecs = Readonly<Record<string, OptionSpec>>;

/** A value of a verb that stands without an option's name, such as the `QUERY` of `search QUERY`. */
export interface ArgumentSpec {
  readonly name: string;
  readonly help: string;
}

/** The options that were given, read by type. Getters throw LensError `usage` for values of another kind. */
export class Options {
  constructor(
    private readonly values: ReadonlyMap<string, readonly string[]>,
    private readonly args: ReadonlyMap<string, string> = new Map(),
  ) {}

  /** A value that stands without an option's name; null when it was not given. */
  argument(name: string): string | null {
    return this.args.get(name) ?? null;
  }

  requiredArgument(name: string): string {
    const value = this.argument(name);
    if (value === null) throw new LensError('usage', `${name} is missing.`, 'See --help.');
    return value;
  }

  has(name: string): boolean {
    return this.values.has(name);
  }

  /** Every value of an option that may be repeated. */
  all(name: string): readonly string[] {
    return this.values.get(name) ?? [];
  }

  text(name: string): string | null {
    return this.values.get(name)?.[0] ?? null;
  }

  required(name: string): string {
    const value = this.text(name);
    if (value === null) throw new LensError('usage', `--${name} is missing.`, 'See --help.');
    return value;
  }

  /** A whole number of at least `min`; null when the option was not given. */
  count(name: string, min = 0): number | null {
    const text = this.text(name);
    if (text === null) return null;
    const value = /^\d{1,15}$/.test(text) ? Number(text) : NaN;
    if (value >= min) return value;
    throw new LensError('usage', `--${name} takes a whole number of at least ${min}, not "${text}".`);
  }

  /** A number between two others, themselves included; null when the option was not given. */
  number(name: string, least = -Infinity, most = Infinity): number | null {
    const text = this.text(name);
    if (text === null) return null;
    const value = /^-?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text) ? Number(text) : NaN;
    if (Number.isFinite(value) && value >= least && value <= most) return value;
    const range = least === -Infinity ? '' : most === Infinity ? ` of at least ${least}` : ` from ${least} to ${most}`;
    throw new LensError('usage', `--${name} takes a number${range}, not "${text}".`);
  }

  /** One of some words; null when the option was not given. */
  choice<const Choice extends string>(name: string, choices: readonly Choice[]): Choice | null {
    const text = this.text(name);
    if (text === null) return null;
    const choice = choices.find((each) => each === text);
    if (choice !== undefined) return choice;
    throw new LensError('usage', `--${name} takes one of ${choices.join(', ')}, not "${text}".`);
  }
}
