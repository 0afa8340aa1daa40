import { storageNames } from '../../../common/contracts/weight-storage';
import { startTokenOf, type DecoderFacts } from '../../architectures/config/decoder-facts';
import { cut } from '../../graph/cut';
import { prune } from '../../graph/prune';
import type { GraphRecord, NamedValue } from '../../graph/record';
import type { LoadOptions } from '../../models/loaded-model';
import { openRecord, type OpenedRecord } from '../../models/open-record';
import type { RecordedCheckpoint } from '../../models/recorded-checkpoint';
import { nameOfPresent, pastName } from './cache-names';
import type { Cache } from './cache-rows';
import { readWithCache } from './cached-reading';
import { checkPrompts } from './check-prompts';
import type { LanguageModel } from './language-model';
import { padded } from './padded';
import { presents, recordedRun } from './recorded-run';
import { roomOf } from './room';

/**
 * Opens an encoder-decoder as two graphs, cut from one where the decoder's keys and values of the text are made: those are
 * computed once for a text, the decoder is given them at every step.
 */
export async function openRecordedEncoderDecoder(
  checkpoint: RecordedCheckpoint & { readonly decoder: DecoderFacts },
  whole: GraphRecord,
  options: Omit<LoadOptions, 'outputs'>,
): Promise<LanguageModel> {
  const { encoderRecord, decoderRecord } = split(whole);
  const { info, facts } = checkpoint;
  const start = startTokenOf(checkpoint.decoder);
  const encoder = await openRecord(checkpoint, encoderRecord, options);
  const decoder = await openRecord(checkpoint, decoderRecord, options).catch(async (error: unknown) => {
    await encoder.dispose();
    throw error;
  });
  const names = { ids: 'decoder_input_ids', mask: 'decoder_attention_mask' };
  const run = recordedRun(decoder, decoderRecord, names, 'logits');
  return {
    info,
    device: options.device,
    beginning: () => [start],
    room: roomOf(facts),
    weights: storageNames[options.storage ?? 'float32'],
    read: async (prompts, prefix = []) => {
      const beginning = [start, ...prefix];
      checkPrompts(prompts, facts);
      checkPrompts([beginning], facts);
      const texts = await encode(encoder, encoderRecord, prompts);
      return readWithCache(
        decoder.ort,
        run,
        prompts.map(() => beginning),
        texts,
      );
    },
    dispose: async () => {
      await encoder.dispose();
      await decoder.dispose();
    },
  };
}

/** Cross-attention's keys and values are results of the encoder's graph and inputs of the decoder's. */
function split(whole: GraphRecord): { encoderRecord: GraphRecord; decoderRecord: GraphRecord } {
  const kept = whole.outputs.map(({ name }) => name).filter((name) => nameOfPresent(name) !== null);
  const ofText = kept.filter((name) => name.includes('.encoder.'));
  const ofDecoder = kept.filter((name) => !name.includes('.encoder.'));
  const decoder = cut(whole, ['logits', ...ofDecoder], ofText);
  return {
    encoderRecord: withUsedInputs(prune(whole, ofText)),
    decoderRecord: { ...decoder, inputs: decoder.inputs.map(asPast) },
  };
}

function asPast({ name, value }: NamedValue): NamedValue {
  const cached = nameOfPresent(name);
  return { name: cached === null ? name : pastName(cached), value };
}

function withUsedInputs(record: GraphRecord): GraphRecord {
  const used = new Set(record.operations.flatMap(({ inputs }) => inputs.map(({ id }) => id)));
  return { ...record, inputs: record.inputs.filter(({ value }) => used.has(value.id)) };
}

/** What the decoder is to know of the texts: keys and values, and which of them are padding. */
async function encode(
  { ort, run }: OpenedRecord,
  record: GraphRecord,
  prompts: readonly (readonly number[])[],
): Promise<Cache> {
  const { rows, count, ...arrays } = padded(prompts, 'right');
  const tensor = (data: BigInt64Array) => new ort.Tensor('int64', data, [rows, count]);
  const given = {
    input_ids: tensor(arrays.ids),
    attention_mask: tensor(arrays.mask),
    position_ids: tensor(arrays.positions),
  };
  const names = new Set(record.inputs.map(({ name }) => name));
  const results = await run(Object.fromEntries(Object.entries(given).filter(([name]) => names.has(name))));
  return new Map([...presents(results), ['attention_mask', given.attention_mask]]);
}
