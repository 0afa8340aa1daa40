import type { Device, ModelInfo } from '../../../common/contracts/model';
import type { InputLimits } from '../../models/check-inputs';
import { checkPrompts } from './check-prompts';
import type { LanguageModel } from './language-model';

/** A decoder goes on behind its prompt. Prompts are checked before they are read. */
export function decoder(
  { info, facts }: { readonly info: ModelInfo; readonly facts: InputLimits },
  device: Device,
  { read, dispose }: Pick<LanguageModel, 'read' | 'dispose'>,
): LanguageModel {
  return {
    info,
    device,
    beginning: (prompt) => prompt,
    room: facts.positionRows === null ? null : facts.maxPositions,
    read: async (prompts) => {
      checkPrompts(prompts, facts);
      return read(prompts);
    },
    dispose,
  };
}
