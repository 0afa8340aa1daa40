import fc from 'fast-check';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readIdsFile } from '../../../src/cli/input/ids-file';
import { LensError } from '../../../src/common/errors/lens-error';
import { readCheckpoint } from '../../../src/engine/models/checkpoint';
import { modelFixture, temporaryFolder } from '../support/fixtures';

const names = ['input_ids', 'attention_mask', 'token_type_ids', 'position_ids', 'decoder_input_ids', 'decoder_attention_mask']; // prettier-ignore

test.each(['t5-conditional-generation', 'bert-base-model'])(
  'any file of ids for %s is refused in a sentence, or gives arrays of one shape',
  async (model) => {
    const checkpoint = await readCheckpoint(modelFixture(model), null);
    const path = join(temporaryFolder(), 'ids.json');
    const rows = fc.array(fc.array(fc.oneof(fc.nat(3), fc.integer(), fc.constant(1)), { maxLength: 3 }), {
      maxLength: 3,
    });
    const regular = fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })).map(([count, length]) =>
      Array.from({ length: count }, () => Array<number>(length).fill(1)),
    ); // prettier-ignore
    const lists = fc.dictionary(fc.constantFrom(...names), fc.oneof(rows, regular, regular, fc.jsonValue()));
    await fc.assert(
      fc.asyncProperty(fc.oneof(lists, fc.jsonValue()), async (content) => {
        writeFileSync(path, JSON.stringify(content));
        try {
          const { inputIds, attentionMask, dims, decoder } = await readIdsFile(path, checkpoint);
          expect([inputIds.length, attentionMask.length]).toEqual([dims[0] * dims[1], dims[0] * dims[1]]);
          if (decoder === undefined) return;
          const size = decoder.dims[0] * decoder.dims[1];
          expect([decoder.inputIds.length, decoder.attentionMask.length]).toEqual([size, size]);
          expect(decoder.dims[0]).toBe(dims[0]);
        } catch (error) {
          if (!(error instanceof LensError)) throw error;
          expect(error.code).toBe('bad-file');
        }
      }),
      { numRuns: 400 },
    );
  },
);
