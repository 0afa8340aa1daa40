import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { neverCancelled } from '../../../src/common/rpc/cancellation';
import { readTrainingData, type DataSettings } from '../../../src/engine/data';
import { DataReader, defaults, fixtures, labelled } from './support/data-reader';

let reader: DataReader;
beforeAll(async () => (reader = await DataReader.open()));
afterAll(() => reader.close());

describe('labels', () => {
  it('are numbered in their order: words by letter, numbers by value', async () => {
    expect((await reader.read('text,label\na,pos\nb,neg\nc,neutral\n')).labels).toEqual(['neg', 'neutral', 'pos']);
    const stars = await reader.read('text,stars\na,10\nb,9\nc,1\nd,10.0\n');
    expect(stars).toMatchObject({ labels: ['1', '9', '10'], problemType: 'single_label_classification' });
    expect(stars.train.map(({ label }) => label)).toEqual([2, 1, 0, 2]);
  });

  it("are the model's where its head knows all of them, as names or as ids", async () => {
    const named = await reader.read('text,label\na,positive\nb,negative\n', {}, reader.classifier);
    expect(named).toMatchObject({ labels: ['negative', 'neutral', 'positive'], labelOrigin: 'model' });
    expect(named.train.map(({ label }) => label)).toEqual([2, 0]);
    const numbered = await reader.read('text,label\na,2\nb,0\n', {}, reader.classifier);
    expect(numbered).toMatchObject({ labels: ['negative', 'neutral', 'positive'], labelOrigin: 'model' });
    expect(numbered.train.map(({ label }) => label)).toEqual([2, 0]);
    const other = await reader.read('text,label\na,spam\nb,ham\n', {}, reader.classifier);
    expect(other).toMatchObject({ labels: ['ham', 'spam'], labelOrigin: 'data' });
  });

  it('of the run file stand in its order, and others are unknown', async () => {
    const given: Partial<DataSettings> = { labels: ['b', 'a'], bad_rows: 'skip' };
    const data = await reader.read('text,label\nx,a\ny,b\nz,c\n', given);
    expect(data).toMatchObject({ labels: ['b', 'a'], labelOrigin: 'run-file' });
    expect(data.train.map(({ label }) => label)).toEqual([1, 0]);
    expect(data.report.badRows).toEqual([{ file: 'rows.csv', line: 4, reason: 'unknown-label', found: 'c' }]);
  });

  it('that are likely slips of the pen are none', async () => {
    const rows = labelled([...Array.from({ length: 60 }, () => 'neutral'), ...Array.from({ length: 60 }, () => 'positive'), 'neutrl']); // prettier-ignore
    const data = await reader.read(rows, { bad_rows: 'skip' });
    expect(data.labels).toEqual(['neutral', 'positive']);
    expect(data.report).toMatchObject({ badRowCount: 1, badRows: [{ line: 121, found: 'neutrl' }] });
    // Labels that differ by their number are meant.
    const pairs = labelled([...Array.from({ length: 60 }, () => 'type-1'), 'type-2']);
    expect((await reader.read(pairs)).labels).toEqual(['type-1', 'type-2']);
  });

  it('of Parquet have the names that datasets gave their classes', async () => {
    const settings = { ...defaults, bad_rows: 'skip', train_file: 'plain-snappy.parquet' } as const;
    const options = { folder: join(fixtures, 'training-data'), signal: neverCancelled, progress: () => undefined };
    const data = await readTrainingData(settings, { ...options, model: reader.body });
    expect(data).toMatchObject({ labels: ['negative', 'neutral', 'positive'], labelOrigin: 'class-names' });
    expect(data.report).toMatchObject({ trainRows: 199, badRows: [{ line: 6, reason: 'empty-text' }] });
    const words = { ...settings, task: 'token-classification', train_file: 'words.parquet' } as const;
    const tagged = await readTrainingData(words, { ...options, model: reader.body });
    expect(tagged.labels).toEqual(['O', 'B-ORG', 'B-MISC']);
  });
});

describe('problem types', () => {
  it('are told from the labels', async () => {
    const several = await reader.read('text,label\na,x|y\nb,y\nc,x|y|z\nd,\ne,z|x\nf,x\n');
    expect(several).toMatchObject({ problemType: 'multi_label_classification', labels: ['x', 'y', 'z'] });
    expect(several.train.map(({ label }) => Array.from(label as Float32Array))).toEqual([
      [1, 1, 0],
      [0, 1, 0],
      [1, 1, 1],
      [0, 0, 0],
      [1, 0, 1],
      [1, 0, 0],
    ]);
    const lists = await reader.read(labelled([['b'], [], ['a', 'b']]));
    expect(lists).toMatchObject({ problemType: 'multi_label_classification', labels: ['a', 'b'] });
    const hot = await reader.read(labelled([[0, 1, 1], [0, 0, 0], [1, 0, 0]])); // prettier-ignore
    expect(hot).toMatchObject({ labels: ['LABEL_0', 'LABEL_1', 'LABEL_2'] });
    expect(Array.from(hot.train[0]!.label as Float32Array)).toEqual([0, 1, 1]);
    const values = await reader.read('text,score\na,1.5\nb,-2\nc,3e-1\n');
    expect(values).toMatchObject({ problemType: 'regression', labels: ['LABEL_0'] });
    expect(values.collate(values.train, { epoch: 0 }).labels).toEqual({
      kind: 'regression',
      data: Float32Array.of(1.5, -2, 0.3),
    });
    const one = await reader.read(
      'text,score\na,1\nb,2\n',
      {},
      { ...reader.classifier, labels: ['LABEL_0'], problemType: 'regression' },
    );
    expect(one.problemType).toBe('regression');
  });

  it('that the run file names are kept', async () => {
    const data = await reader.read('text,score\na,1\nb,2\n', { problem_type: 'regression' });
    expect(data.problemType).toBe('regression');
    const names = await reader.read('text,label\na,1.5\nb,2.5\n', { problem_type: 'single_label_classification' });
    expect(names.labels).toEqual(['1.5', '2.5']);
  });
});

describe('words', () => {
  const settings = { task: 'token-classification', bad_rows: 'skip' } as const;

  it('come as lists or as strings, and a label goes to the first token of each', async () => {
    const lists = [{ tokens: ['Mr.', '', 'Lee', 'rejects'], ner_tags: ['O', 'B', 'I', 'O'] }];
    const strings = [{ tokens: 'Mr. Lee rejects', ner_tags: 'O I O' }];
    for (const rows of [lists, strings]) {
      const { train, labels } = await reader.read(rows, settings);
      const found = Array.from(train[0]!.label as Int32Array).filter((id) => id !== -100);
      expect(found.map((id) => labels[id])).toEqual(['O', 'I', 'O']);
      expect(train[0]!.label).toHaveLength(train[0]!.inputIds.length);
      expect((train[0]!.label as Int32Array)[0]).toBe(-100);
    }
    await writeFile(join(reader.folder, 'tags.csv'), 'tokens,tags\n"[""a"", ""b c""]","[""X"", ""Y""]"\nd e,X Y\n');
    const options = { folder: reader.folder, model: reader.body, signal: neverCancelled, progress: () => undefined };
    const csv = await readTrainingData({ ...defaults, ...settings, train_file: 'tags.csv' }, options);
    expect(csv.train.map(({ source }) => source.text)).toEqual(['a b c', 'd e']);
    expect(csv.labels).toEqual(['X', 'Y']);
  });

  it('that are more or fewer than their labels make a bad row', async () => {
    const rows = [{ tokens: ['a', 'b'], tags: ['X', 'Y'] }, { tokens: ['a'], tags: ['X', 'Y'] }, { tokens: [], tags: [] }]; // prettier-ignore
    const { report } = await reader.read(rows, { ...settings, tokens_column: 'tokens', label_column: 'tags' });
    expect(report.badRows.map(({ reason, found }) => [reason, found])).toEqual([
      ['wrong-type', '1 words, 2 labels'],
      ['empty-text', '[]'],
    ]);
    expect(report.labels).toEqual([{ label: 'X', count: 1 }, { label: 'Y', count: 1 }]); // prettier-ignore
  });
});
