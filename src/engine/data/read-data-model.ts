import { generalFacts } from '../architectures/config/general-facts';
import { labelsOf, problemTypeOf } from '../architectures/config/labels';
import type { RawConfig } from '../architectures/config/raw-config';
import { taskOfClass } from '../models/class-name';
import { readConfig } from '../models/read-config';
import { withStartToken } from '../models/start-token';
import { openTokenizer, type TextTokenizer } from '../tokenizers/text-tokenizer';
import type { DataModel } from './data-model';

const classification = 'text-classification';

/**
 * Reads config.json and the tokenizer of a model folder; it needs no weights.
 * @throws LensError `not-found`, `bad-file`, `unsupported`
 */
export async function readDataModel(folder: string): Promise<DataModel> {
  const config = await withStartToken(folder, await readConfig(folder));
  return dataModelOf(config, await openTokenizer(folder));
}

/** What encoding rows takes, from a config that was read and a tokenizer. */
export function dataModelOf(config: RawConfig, tokenizer: TextTokenizer): DataModel {
  const { kind, maxPositions, vocabSize, positionRows } = generalFacts(config);
  const task = taskOfClass(config.architectures?.[0] ?? null);
  const labels = task === classification || task === 'token-classification' ? labelsOf(config) : [];
  const special = new Map(tokenizer.info.specialTokens.map(({ role, id }) => [role, id]));
  return {
    tokenizer,
    kind,
    // Rotary positions have no end, but a length that the model was made for.
    maxPositions: positionRows === null ? null : maxPositions,
    usualLength: tokenizer.info.maxLength ?? maxPositions,
    task,
    labels,
    problemType: task === classification ? problemTypeOf(config, labels) : null,
    vocabSize,
    endTokenId: firstId(config['eos_token_id']) ?? special.get('eos') ?? special.get('sep') ?? null,
    padTokenId: special.get('pad') ?? firstId(config['pad_token_id']),
    maskTokenId: special.get('mask') ?? null,
    decoderStartTokenId: firstId(config['decoder_start_token_id']),
  };
}

/** Newer configs list several end tokens; the first is the one that a text is ended with. */
function firstId(value: unknown): number | null {
  const id: unknown = Array.isArray(value) ? value[0] : value;
  return Number.isSafeInteger(id) && Number(id) >= 0 ? Number(id) : null;
}
