import { maxRunCharacters, type EncodeOptions, type RunInput } from '../../../common/contracts/run';
import { LensError } from '../../../common/errors/lens-error';
import { encodeFor } from '../../tasks/encode-for';
import type { EncodedBatch } from '../../tokenizers/text-tokenizer';
import type { Engine } from '../engine';

/** Tokenizes texts to one padded batch for the model of the process. @throws LensError */
export async function encode(
  engine: Engine,
  inputs: readonly RunInput[],
  options: EncodeOptions,
): Promise<EncodedBatch> {
  const characters = inputs.reduce((sum, input) => sum + lengthOf(input), 0);
  if (characters > maxRunCharacters) {
    throw new LensError(
      'too-big',
      `The texts have ${characters.toLocaleString('en')} characters; ${maxRunCharacters.toLocaleString('en')} can be read at once.`,
      'Select less.',
    );
  }
  const tokenizer = await engine.tokenizer();
  const { checkpoint } = await engine.opened();
  return encodeFor(tokenizer, checkpoint.ok ? checkpoint.value : null, inputs, options);
}

function lengthOf({ text, pair, target }: RunInput): number {
  return text.length + (pair?.length ?? 0) + (target?.length ?? 0);
}
