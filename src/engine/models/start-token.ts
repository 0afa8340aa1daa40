import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { attempt } from '../../common/errors/outcome';
import { parseJson } from '../../common/json/parse-json';
import { generalFacts } from '../architectures/config/general-facts';
import type { RawConfig } from '../architectures/config/raw-config';

const fileName = 'generation_config.json';
const schema = v.looseObject({
  decoder_start_token_id: v.optional(v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(0)))),
});

/**
 * The config of an encoder-decoder with the token that its decoder begins with, which newer folders have in
 * generation_config.json alone. A file that cannot be read says nothing: what is missing is named where it is needed.
 */
export async function withStartToken(folder: string, config: RawConfig): Promise<RawConfig> {
  if (generalFacts(config).kind !== 'encoder-decoder' || Number.isSafeInteger(config['decoder_start_token_id'])) {
    return config;
  }
  const read = await attempt(async () => parseJson(await readFile(join(folder, fileName), 'utf8'), schema, fileName));
  const id = read.ok ? (read.value.decoder_start_token_id ?? null) : null;
  return id === null ? config : { ...config, decoder_start_token_id: id };
}
