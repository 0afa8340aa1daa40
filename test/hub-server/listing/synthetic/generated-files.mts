import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ModelFacts } from '../../repos/model-facts.mts';
import type { Files } from '../../repos/repo.mts';
import { encoderTensors } from './encoder-tensors.mts';
import type { ModelKind } from './kinds.mts';
import { weightFiles } from './sharded-weights.mts';

const tokenizer = readFileSync(
  join(import.meta.dirname, '../../../fixtures/models/bert-sequence-classification/tokenizer.json'),
);

/** The files of a generated model: its config, weights with a true header, a tokenizer, a card. */
export function filesOfGenerated(facts: ModelFacts, kind: ModelKind): Files {
  return {
    'README.md': `---\nlicense: ${facts.license ?? 'other'}\n---\n\n# ${facts.id}\n\nA generated model.\n`,
    'config.json': JSON.stringify(kind.config, null, 2),
    'tokenizer.json': tokenizer,
    'tokenizer_config.json': JSON.stringify({ model_max_length: 512 }, null, 2),
    ...weightFiles(facts.id, encoderTensors(kind.config)),
  };
}
