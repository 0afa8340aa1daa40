import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { neverCancelled } from '../../../../src/common/rpc/cancellation';
import {
  readDataModel,
  readTrainingData,
  type DataModel,
  type DataSettings,
  type TrainingData,
} from '../../../../src/engine/data';

export const fixtures = join(import.meta.dirname, '../../../fixtures');
export const defaults = { task: 'text-classification', bad_rows: 'fail', mlm_probability: 0.15, seed: 42 } as const;

/** Writes rows to a file and reads them as training does. */
export class DataReader {
  private constructor(
    readonly folder: string,
    /** A classifier of negative, neutral and positive. */
    readonly classifier: DataModel,
    /** The same model without a head for labels. */
    readonly body: DataModel,
  ) {}

  static async open(): Promise<DataReader> {
    const folder = await mkdtemp(join(tmpdir(), 'training-data-'));
    const classifier = await readDataModel(join(fixtures, 'training/seqcls-bert'));
    return new DataReader(folder, classifier, { ...classifier, task: 'fill-mask', labels: [], problemType: null });
  }

  /** @param content CSV, or objects that become JSONL */
  async read(
    content: string | object[],
    settings: Partial<DataSettings> = {},
    model: DataModel = this.body,
  ): Promise<TrainingData> {
    const name = typeof content === 'string' ? 'rows.csv' : 'rows.jsonl';
    const text = typeof content === 'string' ? content : content.map((row) => JSON.stringify(row)).join('\n');
    await writeFile(join(this.folder, name), text);
    const options = { folder: this.folder, model, signal: neverCancelled, progress: () => undefined };
    return readTrainingData({ ...defaults, train_file: name, ...settings }, options);
  }

  close(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }
}

export const labelled = (labels: readonly unknown[]): object[] =>
  labels.map((label, row) => ({ text: `row ${row}`, label }));

export const failure = (code: string, message: RegExp): object => ({
  code,
  message: expect.stringMatching(message) as string,
});
