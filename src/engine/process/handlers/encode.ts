import { maxRunCharacters, type EncodeOptions, type RunInput } from '../../../common/contracts/run';
import { LensError } from '../../../common/errors/lens-error';
import type { EncodedBatch } from '../../tokenizers/text-tokenizer';
import type { Engine } from '../engine';

/** Tokenizes texts to one padded batch, cut to what the model has positions for. @throws LensError */
export async function encode(
  engine: Engine,
  inputs: readonly RunInput[],
  options: EncodeOptions,
): Promise<EncodedBatch> {
  const characters = inputs.reduce((sum, { text, pair }) => sum + text.length + (pair?.length ?? 0), 0);
  if (characters > maxRunCharacters) {
    throw new LensError(
      'too-big',
      `The texts have ${characters.toLocaleString('en')} characters; ${maxRunCharacters.toLocaleString('en')} can be read at once.`,
      'Select less.',
    );
  }
  const tokenizer = await engine.tokenizer();
  const { checkpoint } = await engine.opened();
  return tokenizer.encodeBatch(inputs, options, checkpoint.ok ? checkpoint.value.info.maxPositions : null);
}
