import { expect, test } from 'vitest';
import { Trial } from '../../../src/engine/tokenizers/trust/trial';
import { tokenizerJson } from './folders';

const endless = JSON.stringify({
  ...tokenizerJson('bert-uncased'),
  pre_tokenizer: { type: 'Split', pattern: { Regex: String.raw`\s+$` }, behavior: 'Isolated', invert: false },
});

test('a job that takes too long is stopped with a plain sentence, and the next one gets a new process', async () => {
  const trial = new Trial(endless, 'tokenizer.json', 2000);
  const text = `${'\u3000'.repeat(100_000)}x`;
  await expect(trial.survives({ kind: 'stages', text }, 0)).rejects.toMatchObject({
    name: 'LensError',
    code: 'too-big',
  });
  await trial.survives({ kind: 'encode', text: 'a b', pair: null, addSpecialTokens: true }, 3);
  await trial.survives({ kind: 'decode', ids: [5, 6], skipSpecialTokens: true }, 2);
});

test('what the library throws is no danger', async () => {
  await new Trial('{}', 'tokenizer.json').load();
});
