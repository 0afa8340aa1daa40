import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { generationSettingsSchema, type GenerationSettings } from '../../../common/contracts/generation';
import { parseJson } from '../../../common/json/parse-json';

const fileName = 'generation_config.json';

/** Settings of transformers that change a result and are not applied here, with the value that stands for "off". */
const notApplied: Readonly<Record<string, unknown>> = {
  encoder_repetition_penalty: 1,
  encoder_no_repeat_ngram_size: 0,
  diversity_penalty: 0,
  num_beam_groups: 1,
  epsilon_cutoff: 0,
  eta_cutoff: 0,
  guidance_scale: null,
  sequence_bias: null,
  exponential_decay_length_penalty: null,
  penalty_alpha: null,
  renormalize_logits: false,
  constraints: null,
  force_words_ids: null,
  dola_layers: null,
  top_h: null,
  watermarking_config: null,
};

/** What a model's files say of how it generates. */
export interface OwnSettings {
  readonly settings: GenerationSettings;
  /** Names of settings that the file has and that are not applied. */
  readonly ignored: readonly string[];
}

/**
 * Reads generation_config.json, or where there is none the settings in config.json, where older models have them.
 * @throws LensError `bad-file` for a file that is broken
 */
export async function readGenerationConfig(folder: string): Promise<OwnSettings> {
  const text = await readFile(join(folder, fileName), 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  });
  const name = text === null ? 'config.json' : fileName;
  const json = text ?? (await readFile(join(folder, name), 'utf8'));
  const settings = parseJson(json, generationSettingsSchema, name);
  const raw = parseJson(json, v.record(v.string(), v.unknown()), name);
  const ignored = Object.keys(notApplied).filter((key) => {
    const value = raw[key] ?? null;
    return value !== null && value !== notApplied[key];
  });
  return { settings, ignored };
}
