import { readFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultEncodeOptions } from '../../../src/common/contracts/run';
import { neverCancelled } from '../../../src/common/rpc/cancellation';
import { readDataModel, readTrainingData, type DataSettings, type TrainingData } from '../../../src/engine/data';
import type { Labels } from '../../../src/engine/train/trainable-model';
import { splitIntoWords } from './support/words';

const fixtures = join(import.meta.dirname, '../../fixtures/training');

interface GoldenBatch {
  readonly indices: number[];
  readonly input_ids: number[][];
  readonly attention_mask: number[][];
  readonly labels: number[] | number[][];
}

interface Golden {
  readonly texts: string[];
  readonly batches: GoldenBatch[][];
  readonly first_decoder_input_ids?: number[][];
}

async function goldenOf(name: string): Promise<Golden> {
  return JSON.parse(await readFile(join(fixtures, name, 'golden.json'), 'utf8')) as Golden;
}

/** The reference values cut targets to so many tokens, a run file has one length for both. */
const mostTargets = 20;

/** Cases of which every row of every batch comes from a text that has one label throughout. */
const cases = [
  'seqcls-bert',
  'seqcls-distilbert',
  'seqcls-roberta',
  'accumulate-bert',
  'lora-bert',
  'multilabel-bert',
  'regression-bert',
  'causal-gpt2',
  'causal-llama',
  'accumulate-gpt2',
  'token-bert',
  'seq2seq-t5',
] as const;

const defaults = { bad_rows: 'fail', mlm_probability: 0.15, seed: 42 } as const;

let folder: string;
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'training-data-'))));
afterAll(() => rm(folder, { recursive: true, force: true }));

describe.each(cases)('%s', (name) => {
  it('gives the batches of the reference values', async () => {
    const golden = await goldenOf(name);
    const used = [...new Set(golden.batches.flat().flatMap(({ indices }) => indices))].sort((a, b) => a - b);
    const { settings, rows } = asRows(name, golden, used);
    const file = `${name}.jsonl`;
    await writeFile(join(folder, file), rows.map((row) => JSON.stringify(row)).join('\n'));
    const data = await readTrainingData(
      { ...defaults, ...settings, train_file: file },
      { folder, model: await readDataModel(join(fixtures, name)), signal: neverCancelled, progress: () => undefined },
    );
    expect(data.train).toHaveLength(used.length);
    const cutRows = await rowsThatAreCut(name, data, settings.max_length!);
    for (const batch of golden.batches.flat()) checkBatch(data, batch, used, cutRows);
    if (golden.first_decoder_input_ids) checkDecoder(data, golden, used);
  });
});

/** The rows of a case's texts, with the labels that its batches have for them. */
function asRows(
  name: (typeof cases)[number],
  golden: Golden,
  used: readonly number[],
): { settings: Omit<DataSettings, keyof typeof defaults | 'train_file'>; rows: object[] } {
  const label = (index: number): unknown => {
    const batch = golden.batches.flat().find(({ indices }) => indices.includes(index))!;
    return batch.labels[batch.indices.indexOf(index)];
  };
  const texts = used.map((index) => golden.texts[index]!);
  if (name === 'token-bert') {
    const rows = used.map((index, at) => {
      const words = splitIntoWords(texts[at]!);
      // Words that were cut off have a label all the same.
      const known = (label(index) as number[]).filter((id) => id !== -100);
      return { words, tags: words.map((_, word) => known[word] ?? 0) };
    });
    const columns = { tokens_column: 'words', label_column: 'tags' };
    return { settings: { task: 'token-classification', ...columns, max_length: 40 }, rows };
  }
  if (name === 'seq2seq-t5') {
    const rows = texts.map((text) => ({
      text: `reverse: ${text}`,
      target: text.split(' ').slice(0, 4).reverse().join(' '),
    }));
    const columns = { text_column: 'text', target_column: 'target' };
    return { settings: { task: 'text2text-generation', ...columns, max_length: 32 }, rows };
  }
  if (name.endsWith('gpt2') || name === 'causal-llama') {
    const rows = texts.map((text) => ({ text }));
    return { settings: { task: 'text-generation', text_column: 'text', max_length: 31 }, rows };
  }
  const rows = used.map((index, at) => ({ text: texts[at], label: label(index) }));
  const columns = { text_column: 'text', label_column: 'label' };
  return { settings: { task: 'text-classification', ...columns, max_length: 40 }, rows };
}

/** Rows of the real tokens that a row has, its padding taken off. */
function unpadded(values: ArrayLike<number | bigint>, row: number, positions: number, length: number): number[] {
  return Array.from({ length }, (_, at) => Number(values[row * positions + at]));
}

/**
 * Rows that are too long. The reference values cut them by counting tokens, so those of encoders have no end token;
 * transformers keeps it when it truncates, and so does what is tested here. Causal models have it in both.
 */
async function rowsThatAreCut(name: string, data: TrainingData, maxLength: number): Promise<ReadonlySet<number>> {
  if (name.startsWith('causal') || name.endsWith('gpt2')) return new Set();
  const { tokenizer } = await readDataModel(join(fixtures, name));
  const cut = await Promise.all(
    data.train.map(async ({ source, index }) => {
      const { main } = await tokenizer.encode({ text: source.text, pair: null }, { ...defaultEncodeOptions, maxLength: null }); // prettier-ignore
      return main.length > maxLength ? [index] : [];
    }),
  );
  return new Set(cut.flat());
}

function checkBatch(
  data: TrainingData,
  golden: GoldenBatch,
  used: readonly number[],
  cutRows: ReadonlySet<number>,
): void {
  const examples = golden.indices.map((index) => data.train[used.indexOf(index)]!);
  const { inputs, labels } = data.collate(examples, { epoch: 0 });
  const [rows, positions] = inputs.dims;
  expect(rows).toBe(golden.indices.length);
  expect(positions).toBe(golden.input_ids[0]!.length);
  const isCut = golden.indices.map((index) => cutRows.has(data.train[used.indexOf(index)]!.index));
  for (const [row, mask] of golden.attention_mask.entries()) {
    expect(unpadded(inputs.attentionMask, row, positions, positions)).toEqual(mask);
    // The last token of a row that was cut is the end token here.
    const same = isCut[row] ? positions - 1 : positions;
    expect(unpadded(inputs.inputIds, row, positions, same)).toEqual(golden.input_ids[row]!.slice(0, same));
  }
  checkLabels(labels, golden, isCut, inputs.decoder?.dims[1] ?? positions);
}

function checkLabels(labels: Labels, golden: GoldenBatch, isCut: readonly boolean[], positions: number): void {
  for (const [row, wanted] of golden.labels.entries()) {
    if (!Array.isArray(wanted)) {
      expect(Number(labels.data[row])).toBe(wanted);
    } else if (labels.kind !== 'tokens') {
      expect(unpadded(labels.data, row, wanted.length, wanted.length)).toEqual(wanted);
    } else {
      // What is asked for, the place of a row's last token left out where it was cut.
      const asked = wanted.filter((id) => id !== -100);
      const given = unpadded(labels.data, row, positions, positions).filter((id) => id !== -100);
      const same = isCut[row] || asked.length === mostTargets ? asked.length - 1 : asked.length;
      expect(given.slice(0, same)).toEqual(asked.slice(0, same));
      if (same === asked.length) expect(given).toHaveLength(asked.length);
    }
  }
}

function checkDecoder(data: TrainingData, golden: Golden, used: readonly number[]): void {
  const [first] = golden.batches[0]!;
  const examples = first!.indices.map((index) => data.train[used.indexOf(index)]!);
  const { decoder } = data.collate(examples, { epoch: 0 }).inputs;
  const [rows, positions] = decoder!.dims;
  expect(rows).toBe(examples.length);
  for (const [row, wanted] of golden.first_decoder_input_ids!.entries()) {
    const length = Math.min(wanted.length, positions);
    const given = unpadded(decoder!.inputIds, row, positions, length);
    const same = wanted.at(-1) === 0 ? length : length - 1;
    expect(given.slice(0, same)).toEqual(wanted.slice(0, same));
  }
}
