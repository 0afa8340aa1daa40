import type { EndReason, GenerationStep } from '../../../common/contracts/generation';
import type { CancellationSignal } from '../../../common/rpc/cancellation';
import type { Reading } from '../model/language-model';
import type { ResolvedSettings } from '../settings/resolve-settings';

/** What is to be generated. */
export interface GenerationRequest {
  /** Tokens of each text to go on from, of an encoder-decoder those of the text that the encoder reads. */
  readonly prompts: readonly (readonly number[])[];
  /**
   * Tokens that every text has behind its beginning already, as if they had been generated: what comes then is what would
   * have come.
   */
  readonly prefix?: readonly number[];
  readonly settings: ResolvedSettings;
  /** What sampling follows from: the same seed gives the same texts. A whole number of up to 53 bits. */
  readonly seed: number;
  /** How many of the highest logits each step tells of. */
  readonly top: number;
  /** Whether a text is at its end because of the token that came last (`stopFinder`). */
  readonly stops: (ids: readonly number[]) => Promise<boolean>;
  /**
   * Told of the tokens of all sequences that grow, as soon as they are chosen; of beam search of none, as beams are given
   * up on the way.
   */
  readonly onStep?: (told: readonly ToldStep[]) => Promise<void>;
  /** Waited for before each step: other work may be done there. */
  readonly pause?: () => Promise<void>;
  /** Told of every reading, before tokens are chosen by it. */
  readonly onReading?: (reading: Reading) => void;
  /** Told how far beam search is before each of its steps: the new token that is looked for, and how many there may be. */
  readonly onBeams?: (token: number, most: number) => void;
  readonly signal: CancellationSignal;
}

/** A token that was chosen. */
export interface ToldStep {
  /** Which prompt and which of its sequences, both counted from 0. */
  readonly prompt: number;
  readonly sequence: number;
  readonly step: GenerationStep;
  /** What the model gave for the whole vocabulary; a part of what it computed, not a copy. */
  readonly logits: Float32Array;
}

/** What a text that grows is known by. */
export interface Growing {
  /** The beginning and what came behind it. */
  readonly ids: readonly number[];
  readonly promptLength: number;
  readonly maxNewTokens: number;
}

/** Why nothing is to follow; null where something may. */
export async function endOf(
  { ids, promptLength, maxNewTokens }: Growing,
  { settings, stops }: Pick<GenerationRequest, 'settings' | 'stops'>,
): Promise<EndReason | null> {
  if (ids.length === promptLength) return null;
  if (settings.endIds.includes(ids.at(-1) ?? -1)) return 'token';
  if (await stops(ids)) return 'stop-string';
  return ids.length - promptLength >= maxNewTokens ? 'length' : null;
}
