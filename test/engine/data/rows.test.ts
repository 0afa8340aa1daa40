import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CancellationSource } from '../../../src/common/rpc/cancellation';
import { BadRowsError, readTrainingData, type DataProgress, type TrainingData } from '../../../src/engine/data';
import { DataReader, defaults, failure, labelled } from './support/data-reader';

let reader: DataReader;
beforeAll(async () => (reader = await DataReader.open()));
afterAll(() => reader.close());

describe('bad rows', () => {
  const content = 'text,label\ngood,a\n   ,a\nx,\nfine,b\ny\n"z\n"";;",b\n';

  it('are listed with their lines and left out, or refused', async () => {
    const data = await reader.read(content, { bad_rows: 'skip' });
    expect(data.report.badRows.map(({ line, reason }) => [line, reason])).toEqual([
      [3, 'empty-text'],
      [4, 'empty-label'],
      [6, 'wrong-columns'],
    ]);
    expect(data.train.map(({ source }) => [source.line, source.text])).toEqual([
      [2, 'good'],
      [5, 'fine'],
      [7, 'z\n";;'],
    ]);
    const refused = reader.read(content);
    await expect(refused).rejects.toBeInstanceOf(BadRowsError);
    await expect(refused).rejects.toMatchObject({
      ...failure('bad-file', /3 rows of "rows.csv" cannot be used: line 3 \(no text\), line 4 \(no label\)/),
      help: expect.stringContaining('bad_rows') as string,
      report: { badRowCount: 3 },
    });
  });

  it('are counted beyond those that are listed', async () => {
    const rows = `text,label\n${',a\n'.repeat(1000)}x,a\ny,b\n`;
    const { report } = await reader.read(rows, { bad_rows: 'skip' });
    expect(report.badRowCount).toBe(1000);
    expect(report.badRows).toHaveLength(100);
    expect(report.badRows.map(({ line }) => line)).toEqual(Array.from({ length: 100 }, (_, index) => index + 2));
  });

  it('of other types are told', async () => {
    const rows = [{ text: 5, label: 'a' }, { text: 'x', label: { y: 1 } }, { text: 'y', label: 'a' }, { text: 'z', label: true }]; // prettier-ignore
    const { report, labels } = await reader.read(rows, { bad_rows: 'skip' });
    expect(report.badRows.map(({ line, reason, found }) => [line, reason, found])).toEqual([
      [1, 'wrong-type', '5'],
      [2, 'wrong-type', '{"y":1}'],
    ]);
    expect(labels).toEqual(['a', 'true']);
  });
});

describe('what cannot be trained on is refused in plain words', () => {
  it.each([
    ['text,label\n', {}, failure('bad-file', /has no rows/)],
    ['text,label\na,x\nb,x\n', {}, failure('bad-file', /All rows of "rows.csv" have the label "x"/)],
    ['text,label\na,x\nb,y\n', { label_column: 'sentiment' }, failure('not-found', /no column "sentiment"/)],
    ['id,label\n1,x\n2,y\n', {}, failure('usage', /No column of "rows.csv" looks like the text/)],
    ['text,label\na,x\nb,y\n', { max_length: 999 }, failure('usage', /positions for 40 tokens/)],
    ['text,label\na,x\nb,y\n', { validation_size: 2 }, failure('usage', /asks for 2 rows; the file has 2/)],
    ['text,label\na,x\nb,y\n', { validation_file: 'none.csv' }, failure('not-found', /"none.csv" does not exist/)],
    [',a\n,b\n', {}, failure('usage', /looks like/)],
  ])('%j %j', async (content, settings, expected) => {
    await expect(reader.read(content, settings)).rejects.toMatchObject(expected);
  });

  it('a column of texts is no label', async () => {
    const rows = Array.from({ length: 60 }, (_, row) => ({
      text: `some text ${row}`,
      note: `another text of row ${row}`,
    }));
    await expect(reader.read(rows, { label_column: 'note' })).rejects.toMatchObject(
      failure('usage', /60 different values/),
    );
  });
});

describe('rows', () => {
  it('are parted by a seed, labels in like shares: 128 and 32 of 2,264', async () => {
    const rows = labelled(Array.from({ length: 2264 }, (_, row) => (row < 1391 ? 'neutral' : row < 1961 ? 'positive' : 'negative'))); // prettier-ignore
    const settings = { train_size: 128, validation_size: 32 };
    const data = await reader.read(rows, settings);
    expect([data.train.length, data.validation.length]).toEqual([128, 32]);
    const lines = ({ train, validation }: TrainingData) => [train, validation].map((set) => set.map(({ source }) => source.line)); // prettier-ignore
    expect(lines(await reader.read(rows, settings))).toEqual(lines(data));
    expect(lines(await reader.read(rows, { ...settings, seed: 7 }))).not.toEqual(lines(data));
    const [train, validation] = lines(data);
    expect(train!.some((line) => validation!.includes(line))).toBe(false);
    const shares = { negative: 303, neutral: 1391, positive: 570 };
    for (const { label, count } of data.report.labels) {
      expect(Math.abs(count - (128 * shares[label as keyof typeof shares]) / 2264)).toBeLessThanOrEqual(1.5);
    }
  });

  it('of a share are rounded up for evaluation; a file of its own is taken whole', async () => {
    const rows = labelled(Array.from({ length: 15 }, (_, row) => (row % 2 === 0 ? 'a' : 'b')));
    const share = await reader.read(rows, { validation_size: 0.1 });
    expect(share.report).toMatchObject({ trainRows: 13, validationRows: 2 });
    await writeFile(join(reader.folder, 'eval.csv'), 'text,label\nq,b\nr,c\n');
    const files = await reader.read(rows, { validation_file: 'eval.csv', bad_rows: 'skip' });
    expect(files.report).toMatchObject({ trainRows: 15, validationRows: 1, badRowCount: 1 });
    expect(files.report.badRows).toEqual([{ file: 'eval.csv', line: 3, reason: 'unknown-label', found: 'c' }]);
    expect(files.report.files).toEqual([
      { path: 'rows.jsonl', rows: 15 },
      { path: 'eval.csv', rows: 2 },
    ]);
  });

  it('are cut to the maximum length, and how long they were is reported', async () => {
    const rows = [
      { text: 'a', label: 'x' },
      { text: 'a a a a a a a a a a', label: 'y' },
    ];
    const { train, report } = await reader.read(rows, { max_length: 6 });
    expect(train.map(({ inputIds }) => inputIds.length)).toEqual([3, 6]);
    expect(train[1]!.inputIds.at(-1)).toBe(3); // [SEP]
    expect(report.lengths).toMatchObject({ max: 12, mean: 7.5, width: 1, cut: 1, maxLength: 6 });
    expect(report.lengths.bins[2]).toBe(1);
    expect(report.lengths.bins[11]).toBe(1);
    expect(report.lengths.bins.reduce((sum, count) => sum + count, 0)).toBe(2);
  });

  it('of two texts are pairs, with their token types', async () => {
    const rows = [
      { premise: 'a b', hypothesis: 'c', label: 0 },
      { premise: 'a', hypothesis: 'b', label: 1 },
    ];
    const data = await reader.read(rows);
    const { inputs } = data.collate(data.train, { epoch: 0 });
    expect(inputs.dims).toEqual([2, 6]);
    expect(Array.from(inputs.tokenTypeIds!, Number)).toEqual([0, 0, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0]);
    expect(Array.from(inputs.attentionMask.subarray(6), Number)).toEqual([1, 1, 1, 1, 1, 0]);
  });

  it('tell how far reading is, and stop when they are cancelled', async () => {
    await writeFile(join(reader.folder, 'many.csv'), `text,label\n${'profit rose,a\nsales fell,b\n'.repeat(4000)}`);
    const told: DataProgress[] = [];
    const source = new CancellationSource();
    const progress = (value: DataProgress) => {
      told.push(value);
      if (value.phase === 'tokenizing') source.abort();
    };
    const reading = readTrainingData({ ...defaults, train_file: 'many.csv' }, { folder: reader.folder, model: reader.body, signal: source, progress }); // prettier-ignore
    await expect(reading).rejects.toMatchObject({ code: 'cancelled' });
    expect(told[0]).toMatchObject({ phase: 'reading', unit: 'bytes' });
  });
});
