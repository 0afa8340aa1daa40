import type { GeneratedSequence } from '../../common/contracts/generation';
import { followRows } from './loop/follow-rows';
import type { GenerationRequest } from './loop/request';
import { searchBeams } from './loop/search-beams';
import type { LanguageModel } from './model/language-model';

/**
 * Goes on with prompts: greedily, by sampling, or by beam search, as the settings say. Sequences come in the order of the
 * prompts.
 * @throws LensError `cancelled` between two tokens when the signal says so, `usage` or `too-big` for prompts that the model
 *   has no room for, `bad-file` for logits that are not numbers
 */
export function generate(model: LanguageModel, request: GenerationRequest): Promise<GeneratedSequence[]> {
  return request.settings.num_beams > 1 ? searchBeams(model, request) : followRows(model, request);
}
