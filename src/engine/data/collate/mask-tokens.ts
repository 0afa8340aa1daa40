import { philox } from '../../random/philox';
import type { Example } from '../examples/example';
import { ignored } from '../examples/word-labels';

/** Keeps masks from following the same numbers as anything else that is drawn by the seed. */
const stream = 0x6d61736b;
/** In place of an epoch: the masks of an evaluation, the same each time. */
const evaluation = 0xffffffff;

export interface MaskSettings {
  /** Share of the tokens that are asked for: `mlm_probability`. */
  readonly probability: number;
  readonly seed: number;
  readonly maskTokenId: number;
  /** Ids below this may stand in for a token. */
  readonly vocabSize: number;
}

export interface MaskedTokens {
  readonly inputIds: Int32Array;
  /** The token that was there, -100 where nothing is asked. */
  readonly labels: Int32Array;
}

/**
 * Masks a row as `DataCollatorForLanguageModeling` of transformers: of the tokens that are asked for 80 % become the mask,
 * 10 % any token, 10 % stay; special tokens are never asked for. Every draw follows from (seed, epoch, row, position). At
 * least one token of a row is asked for, as BERT was trained, so that no batch is without.
 */
export function maskTokens(example: Example, epoch: number | null, settings: MaskSettings): MaskedTokens {
  const special = example.label as Uint8Array;
  const inputIds = example.inputIds.slice();
  const labels = new Int32Array(inputIds.length).fill(ignored);
  const key = [settings.seed >>> 0, Math.floor(settings.seed / 2 ** 32) >>> 0] as const;
  const draw = (at: number) => philox([at, epoch ?? evaluation, stream, example.index], key);
  const least = { at: -1, chance: Infinity };
  for (let at = 0; at < inputIds.length; at += 1) {
    if (special[at] === 1) continue;
    const chance = share(draw(at)[0]);
    if (chance < least.chance) Object.assign(least, { at, chance });
    if (chance < settings.probability) ask(at);
  }
  if (least.at !== -1 && least.chance >= settings.probability) ask(least.at);
  return { inputIds, labels };

  function ask(at: number): void {
    const [, how, other] = draw(at);
    labels[at] = inputIds[at] ?? ignored;
    if (share(how) < 0.8) inputIds[at] = settings.maskTokenId;
    else if (share(how) < 0.9) inputIds[at] = Math.floor(share(other) * settings.vocabSize);
  }
}

function share(word: number): number {
  return word / 2 ** 32;
}
