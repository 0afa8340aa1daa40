import { describe, expect, it } from 'vitest';
import { defaultEncodeOptions } from '../../../src/common/contracts/run';
import { RunStore, type StoredRun } from '../../../src/engine/process/run-store';
import { openTokenizer } from '../../../src/engine/tokenizers/text-tokenizer';
import { tokenizerFixture } from '../support/fixtures';

async function stored(text: string): Promise<StoredRun> {
  const tokenizer = await openTokenizer(tokenizerFixture('bert-uncased'));
  const inputs = [{ text, pair: null }];
  return { inputs, batch: await tokenizer.encodeBatch(inputs, defaultEncodeOptions, null) };
}

describe('the runs that are kept', () => {
  it('are the newest', async () => {
    const store = new RunStore({ runs: 2, bytes: 1e9 });
    const run = await stored('a');
    const [first, second, third] = [store.add(run), store.add(run), store.add(run)];
    expect(() => store.get(first)).toThrow(/no longer kept/);
    expect(store.get(second)).toBe(run);
    expect(store.get(third)).toBe(run);
  });

  it('go when they take too much memory, the newest never', async () => {
    const store = new RunStore({ runs: 100, bytes: 20_000 });
    const [small, large] = [await stored('a'), await stored('a '.repeat(300))];
    const first = store.add(small);
    expect(store.get(first)).toBe(small);
    const second = store.add(large);
    expect(() => store.get(first)).toThrow(/no longer kept/);
    expect(store.get(second)).toBe(large);
    const third = store.add(small);
    expect(() => store.get(second)).toThrow(/no longer kept/);
    expect(store.get(third)).toBe(small);
  });

  it('say which row they lack', async () => {
    const store = new RunStore();
    const id = store.add(await stored('a'));
    expect(store.row(id, 0).input.text).toBe('a');
    expect(() => store.row(id, 1)).toThrow('The result has 1 rows and no row 1.');
    expect(() => store.row(id + 1, 0)).toThrow(/no longer kept/);
  });

  it('gives numbers that no other process gives, so that views can tell results apart', async () => {
    const run = await stored('a');
    const [first, second] = [new RunStore().add(run), new RunStore().add(run)];
    expect(first).not.toBe(second);
  });
});
