import type { ArgumentSpec, Options, OptionSpecs } from '../arguments/options';

/** What a verb found, as data for `--json` and as text for people. */
export interface VerbResult {
  readonly json: object;
  readonly text: string;
}

export interface VerbContext {
  readonly env: NodeJS.ProcessEnv;
  /** Tells the person something that is no part of the result; goes to standard error. */
  readonly note: (message: string) => void;
}

/** A word behind `model-lens`. */
export interface Verb {
  readonly summary: string;
  /** What stands behind the verb without an option's name; nothing unless given. */
  readonly arguments?: readonly ArgumentSpec[];
  readonly options: OptionSpecs;
  /** Throws a LensError; code `usage` ends the program with 2, others with 1. */
  readonly run: (options: Options, context: VerbContext) => Promise<VerbResult>;
}
