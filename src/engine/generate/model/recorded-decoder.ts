import { storageNames } from '../../../common/contracts/weight-storage';
import { prune } from '../../graph/prune';
import type { GraphRecord } from '../../graph/record';
import { selectEarly } from '../../graph/select-early';
import { firstPosition } from '../../models/check-inputs';
import type { LoadOptions } from '../../models/loaded-model';
import { openRecord } from '../../models/open-record';
import type { RecordedCheckpoint } from '../../models/recorded-checkpoint';
import { nameOfPresent } from './cache-names';
import { readWithCache } from './cached-reading';
import { decoder } from './decoder';
import type { LanguageModel } from './language-model';
import { recordedRun } from './recorded-run';

/** Opens a decoder: one graph reads the prompt and each step. */
export async function openRecordedDecoder(
  checkpoint: RecordedCheckpoint,
  whole: GraphRecord,
  options: Omit<LoadOptions, 'outputs'>,
): Promise<LanguageModel> {
  const kept = whole.outputs.map(({ name }) => name).filter((name) => nameOfPresent(name) !== null);
  const record = selectEarly(prune(whole, ['last_logits', ...kept]));
  const opened = await openRecord(checkpoint, record, options);
  const run = recordedRun(opened, record, { ids: 'input_ids', mask: 'attention_mask' }, 'last_logits');
  return decoder(checkpoint, options.device, {
    weights: storageNames[options.storage ?? 'float32'],
    read: (prompts) => readWithCache(opened.ort, run, prompts, new Map(), firstPosition(checkpoint.facts)),
    dispose: opened.dispose,
  });
}
