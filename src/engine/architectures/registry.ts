import { LensError } from '../../common/errors/lens-error';
import type { Architecture } from './architecture';
import { bart } from './bart';
import { bert } from './bert';
import { distilbert } from './distilbert';
import { gemma } from './gemma';
import { gpt2 } from './gpt2';
import { llama } from './llama';
import { marian } from './marian';
import { mistral } from './mistral';
import { mt5 } from './mt5';
import { olmo2 } from './olmo2';
import { phi3 } from './phi3';
import { qwen2 } from './qwen2';
import { qwen3 } from './qwen3';
import { roberta } from './roberta';
import { smollm3 } from './smollm3';
import { t5 } from './t5';
import { umt5 } from './umt5';
import { xlmRoberta } from './xlm-roberta';

/** Every architecture that runs. */
const architectures: readonly Architecture[] = [
  ...[bert, distilbert, roberta, xlmRoberta],
  ...[gemma, gpt2, llama, mistral, olmo2, phi3, qwen2, qwen3, smollm3],
  ...[bart, marian, mt5, t5, umt5],
];

/** The `model_type`s that run. */
export const coveredModelTypes: readonly string[] = architectures.map((each) => each.modelType);

/**
 * The architecture of a config.
 * @throws LensError `unsupported` that names the model_type
 */
export function findArchitecture(modelType: string | undefined): Architecture {
  const found = architectures.find((each) => each.modelType === modelType);
  if (found !== undefined) return found;
  const help = `Models of the architectures ${coveredModelTypes.slice(0, -1).join(', ')} and ${coveredModelTypes.at(-1) ?? ''} run.`;
  if (modelType === undefined) {
    throw new LensError(
      'unsupported',
      'config.json does not say which architecture the model has ("model_type").',
      help,
    );
  }
  throw new LensError(
    'unsupported',
    `The architecture ${modelType} is not covered yet (config.json: "model_type": "${modelType}").`,
    help,
  );
}
