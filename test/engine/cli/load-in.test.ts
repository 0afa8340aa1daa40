import { describe, expect, it } from 'vitest';
import { modelFixture } from '../support/fixtures';
import { runCli } from '../support/run-cli';

const roberta = modelFixture('roberta-sentiment-float16');
const predict = ['predict', '--json', '--model', roberta, '--text', 'This is good.'];

interface Prediction {
  results: { labels: { logit: number }[] }[];
  storage: string;
}

describe('--load-in', () => {
  it('float32 where it fits, without a word', async () => {
    const result = await runCli(predict);
    expect(result).toMatchObject({ code: 0, stderr: '' });
    expect(result.json()).toMatchObject({ storage: 'float32' });
  });

  it('what is asked for, which is told', async () => {
    const exact = (await runCli(predict)).json() as Prediction;
    const logit = exact.results[0]!.labels[0]!.logit;
    for (const [storage, words, most] of [
      ['16-bit', '16 bits', 1e-5],
      ['8-bit', '8-bit blocks', 0.1],
      ['4-bit', '4-bit blocks', 0.5],
    ] as const) {
      const result = await runCli([...predict, '--load-in', storage]);
      expect(result).toMatchObject({ code: 0, stderr: `The weights are kept in ${words}.\n` });
      const prediction = result.json() as Prediction;
      expect(prediction.storage).toBe(storage);
      expect(Math.abs(prediction.results[0]!.labels[0]!.logit - logit)).toBeLessThan(most);
    }
  });

  it('says what there is, and what the model has not', async () => {
    const wrong = await runCli([...predict, '--load-in', '2-bit']);
    expect(wrong.code).not.toBe(0);
    expect(wrong.stderr).toContain('auto, float32, 16-bit, 8-bit, 4-bit');
    const float32 = modelFixture('roberta-sentiment');
    const none = await runCli(['predict', '--model', float32, '--text', 'a', '--load-in', '16-bit']);
    expect(none.code).not.toBe(0);
    expect(none.stderr).toContain('None of the weights, which are stored as float32, can be kept as 16-bit.');
  });
});
