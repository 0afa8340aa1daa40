import { LensError } from '../../../common/errors/lens-error';
import type { DecoderFacts } from '../../architectures/config/decoder-facts';
import type { GeneralFacts } from '../../architectures/config/general-facts';
import type { RawConfig } from '../../architectures/config/raw-config';
import type { ConfiguredArchitecture, HeadName } from '../../architectures/architecture';
import { completeDecoder, defaultDecoder, type DecoderInputs } from '../decoder-inputs';
import type { ModelInputs } from '../loaded-model';
import type { InputPlan } from './input-plan';

/**
 * How the decoder of a file with two stacks begins. A file that takes no target makes one of the text itself, which is
 * known for heads that read the text through the decoder; null for others, and for models with one stack.
 * @param known the architecture with its head, where it is built here
 */
export function decoderOfFile(
  config: RawConfig,
  kind: GeneralFacts['kind'],
  { feeds }: InputPlan,
  known: { readonly architecture: ConfiguredArchitecture; readonly head: HeadName | null } | null,
): DecoderFacts | null {
  if (kind !== 'encoder-decoder') return null;
  const facts = known?.architecture.decoder(known.head) ?? null;
  if (!takesTarget(feeds)) return facts?.default === 'text' ? facts : null;
  const start = config['decoder_start_token_id'];
  const isId = typeof start === 'number' && Number.isSafeInteger(start) && start >= 0;
  return facts ?? { startTokenId: isId ? start : null, default: 'start' };
}

function takesTarget(feeds: InputPlan['feeds']): boolean {
  return feeds.some(({ kind }) => kind === 'decoder');
}

/**
 * What a file's decoder is given; null for models with one stack.
 * @throws LensError as {@link completeDecoder}, and `usage` for a target where the file makes it of the text
 */
export function decoderInputs(
  inputs: ModelInputs,
  facts: DecoderFacts | null,
  limits: { readonly vocabSize: number | null },
  { feeds }: InputPlan,
): DecoderInputs | null {
  if (facts === null) return null;
  const decoder = completeDecoder(inputs, facts, { vocabSize: limits.vocabSize, maxPositions: null });
  if (takesTarget(feeds)) return decoder;
  const own = defaultDecoder(inputs, facts);
  if (decoder.inputIds.every((id, index) => id === own.inputIds[index])) return decoder;
  throw new LensError('usage', 'The ONNX file makes what its decoder reads of the text itself, and takes no target.');
}
