import { prune } from '../../graph/prune';
import type { GraphRecord } from '../../graph/record';
import { selectEarly } from '../../graph/select-early';
import type { LoadOptions } from '../../models/loaded-model';
import { openRecord } from '../../models/open-record';
import type { RecordedCheckpoint } from '../../models/recorded-checkpoint';
import { nameOfPresent } from './cache-names';
import { readWithCache } from './cached-reading';
import { checkPrompts } from './check-prompts';
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
  const { info, facts } = checkpoint;
  return {
    info,
    device: options.device,
    beginning: (prompt) => prompt,
    room: facts.positionRows === null ? null : facts.maxPositions,
    read: async (prompts) => {
      checkPrompts(prompts, facts);
      return readWithCache(opened.ort, run, prompts, new Map());
    },
    dispose: opened.dispose,
  };
}
