import type { Device, ModelInfo } from '../../../common/contracts/model';
import type { InputLimits } from '../../models/check-inputs';
import { checkPrompts } from './check-prompts';
import type { LanguageModel, Reading } from './language-model';
import { roomOf } from './room';

interface Opened {
  readonly weights: string;
  /** Reads texts, padded on the left. */
  readonly read: (texts: readonly (readonly number[])[]) => Promise<Reading>;
  readonly dispose: () => Promise<void>;
}

/** A decoder goes on behind its prompt. Prompts are checked before they are read. */
export function decoder(
  { info, facts }: { readonly info: ModelInfo; readonly facts: InputLimits },
  device: Device,
  { weights, read, dispose }: Opened,
): LanguageModel {
  return {
    info,
    device,
    beginning: (prompt) => prompt,
    room: roomOf(facts),
    weights,
    read: async (prompts, prefix = []) => {
      const texts = prompts.map((prompt) => [...prompt, ...prefix]);
      checkPrompts(texts, facts);
      return read(texts);
    },
    dispose,
  };
}

/** An ONNX file's weights stay as the file has them. */
export function storedAs({ dtypes }: ModelInfo): string {
  return dtypes.join(', ');
}
