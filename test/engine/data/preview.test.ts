import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import type { DataPreview, PreviewSettings } from '../../../src/common/contracts/training/data-view';
import { EngineProcess } from '../../../src/host/engine/engine-process';

const fixtures = join(import.meta.dirname, '../../fixtures');
const bert = join(fixtures, 'training/seqcls-bert');

let folder: string;
let engine: EngineProcess;
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'preview-'))));
afterAll(() => rm(folder, { recursive: true, force: true }));
beforeEach(() => (engine = EngineProcess.start({ modulePath: inject('engineProgram'), log: () => undefined })));
afterEach(() => engine.dispose());

async function preview(
  content: string,
  settings: Partial<PreviewSettings> = {},
  modelFolder: string | null = bert,
): Promise<DataPreview> {
  await writeFile(join(folder, 'rows.csv'), content);
  const params = { settings: { train_file: 'rows.csv', seed: 42, ...settings }, modelFolder, dataFolder: folder };
  return engine.request('previewData', params);
}

const rows = ['text,label', ...Array.from({ length: 40 }, (_, row) => `profit rose by ${row} per cent,${row % 4 === 0 ? 'negative' : 'positive'}`)]; // prettier-ignore

describe('what the form is told of a file, by an engine process that has opened nothing', () => {
  it('columns, first rows, what was guessed, labels, lengths and bad rows', async () => {
    const content = [...rows.slice(0, 3), ',negative', ...rows.slice(3)].join('\n');
    const found = await preview(content, { validation_size: 0.25, max_length: 8 });
    expect(found).toMatchObject({
      format: 'csv',
      delimiter: ',',
      complete: true,
      columns: [
        { name: 'text', kind: 'text' },
        { name: 'label', kind: 'label', distinct: 2 },
      ],
      guess: { task: 'text-classification', text_column: 'text', label_column: 'label', problem_type: 'single_label_classification' }, // prettier-ignore
      labelOrigin: 'model',
      report: {
        files: [{ path: 'rows.csv', rows: 41 }],
        trainRows: 30,
        validationRows: 10,
        badRowCount: 1,
        badRows: [{ file: 'rows.csv', line: 4, reason: 'empty-text', found: '' }],
        labels: [{ label: 'negative' }, { label: 'neutral', count: 0 }, { label: 'positive' }],
        lengths: { maxLength: 8 },
      },
      problems: [],
    });
    expect(found.rows).toHaveLength(20);
    expect(found.rows[2]).toEqual({ line: 4, cells: ['', 'negative'], tokens: null, bad: 'empty-text' });
    expect(found.rows[0]?.cells).toEqual(['profit rose by 0 per cent', 'negative']);
    const { lengths } = found.report;
    expect(lengths?.bins.reduce((sum, count) => sum + count, 0)).toBe(40);
    expect(found.rows[0]?.tokens).toBeGreaterThan(8);
    expect(lengths?.cut).toBe(40);
  });

  it('nothing in tokens without a model', async () => {
    const found = await preview(rows.join('\n'), {}, null);
    expect(found).toMatchObject({ labelOrigin: 'data', report: { trainRows: 40, lengths: null } });
    expect(found.rows.every(({ tokens }) => tokens === null)).toBe(true);
  });

  it('what has to be mended, by the setting that mends it, beside what was found', async () => {
    const keys = async (content: string, settings: Partial<PreviewSettings> = {}, model: string | null = bert) => {
      const { problems, columns } = await preview(content, settings, model);
      expect(columns.length).toBeGreaterThan(0);
      return problems.map(({ key, message }) => [key, message.split('.')[0]]);
    };
    expect(await keys(rows.join('\n'), { label_column: 'sentiment' })).toEqual([
      ['label_column', 'There is no column "sentiment" in "rows'],
    ]);
    expect(await keys('text,label\na b,x\nc d,x\n')).toEqual([['label_column', 'All rows of "rows']]);
    expect(await keys('text,label\n')).toEqual([['train_file', '"rows']]);
    expect(await keys(rows.join('\n'), { max_length: 4000 })).toEqual([['max_length', 'max_length is 4000, but the model has positions for 40 tokens']]); // prettier-ignore
    expect(await keys(rows.join('\n'), { validation_size: 40 })).toEqual([['validation_size', 'validation_size asks for 40 rows; the file has 40 that can be used']]); // prettier-ignore
    expect(await keys(rows.join('\n'), { validation_file: 'none.csv' })).toEqual([['validation_file', 'The file "none']]); // prettier-ignore
    expect(await keys(rows.join('\n'), {}, join(folder, 'no-model'))).toEqual([['model', 'There is no config']]);
  });

  it('why a file cannot be read', async () => {
    await expect(preview('')).rejects.toMatchObject({ code: 'bad-file', message: '"rows.csv" is empty.' });
    await expect(preview('a,b\n', { train_file: 'none.csv' })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('classes of a Parquet file by their names', async () => {
    const settings = { train_file: 'plain-zstd.parquet', seed: 1 };
    const found = await engine.request('previewData', {
      settings,
      modelFolder: null,
      dataFolder: join(fixtures, 'training-data'),
    });
    expect(found).toMatchObject({
      format: 'parquet',
      delimiter: null,
      labelOrigin: 'class-names',
      guess: { text_column: 'sentence', label_column: 'label' },
      report: { trainRows: 199, labels: [{ label: 'negative' }, { label: 'neutral' }, { label: 'positive' }] },
    });
  });

  it('is for the newest question: one before it ends', async () => {
    await writeFile(
      join(folder, 'long.csv'),
      `text,label\n${'profit rose this year,a\nsales fell again,b\n'.repeat(60_000)}`,
    );
    const told: unknown[] = [];
    const params = { settings: { train_file: 'long.csv', seed: 1 }, modelFolder: bert, dataFolder: folder };
    const first = engine.request('previewData', params, { onProgress: (progress) => told.push(progress) });
    const outcome = expect(first).rejects.toMatchObject({ code: 'cancelled' });
    await expect.poll(() => told.length).toBeGreaterThan(0);
    const second = await preview(rows.join('\n'));
    await outcome;
    expect(second.report.trainRows).toBe(40);
    expect(told[0]).toMatchObject({ phase: 'reading', unit: 'bytes' });
  });
});
