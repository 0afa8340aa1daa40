import type { GenerationStep } from '../../../common/contracts/generation';
import type { CancellationSignal } from '../../../common/rpc/cancellation';
import type { ResolvedSettings } from '../settings/resolve-settings';

/** What is to be generated. */
export interface GenerationRequest {
  /** Tokens of each text to go on from, of an encoder-decoder those of the text that the encoder reads. */
  readonly prompts: readonly (readonly number[])[];
  readonly settings: ResolvedSettings;
  /** What sampling follows from: the same seed gives the same texts. A whole number of up to 53 bits. */
  readonly seed: number;
  /** How many of the highest logits each step tells of. */
  readonly top: number;
  /** Whether a text is at its end because of the token that came last (`stopFinder`). */
  readonly stops: (ids: readonly number[]) => Promise<boolean>;
  /** Told of every token as soon as it is chosen; of beam search of none, as beams are given up on the way. */
  readonly onStep?: (told: ToldStep) => Promise<void>;
  readonly signal: CancellationSignal;
}

/** A token that was chosen. */
export interface ToldStep {
  /** Which prompt and which of its sequences, both counted from 0. */
  readonly prompt: number;
  readonly sequence: number;
  readonly step: GenerationStep;
}

/** What a text that grows is known by. */
export interface Growing {
  /** The beginning and what came behind it. */
  readonly ids: readonly number[];
  readonly promptLength: number;
  readonly maxNewTokens: number;
}

/** True when nothing is to follow: an end token, full length, or a stop string. */
export async function isAtEnd(
  { ids, promptLength, maxNewTokens }: Growing,
  { settings, stops }: Pick<GenerationRequest, 'settings' | 'stops'>,
): Promise<boolean> {
  if (ids.length - promptLength >= maxNewTokens) return true;
  return settings.endIds.includes(ids.at(-1) ?? -1) || stops(ids);
}
