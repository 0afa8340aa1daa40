import { closeSync, openSync, writeSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { metricsLineSchema, type MetricsLine } from '../../../common/contracts/training/run-folder';
import { writeAll, writeWhole } from '../../formats/write-whole';
import { hasCode } from '../checkpoint/whole-folder';

/** `metrics.jsonl`: a line for each step and each evaluation, in order. */
export class MetricsFile {
  readonly #file: number;

  private constructor(file: number) {
    this.#file = file;
  }

  /**
   * Opens the file to go on behind `step`: lines of later steps, and one that a killed process left unfinished, are cut off.
   */
  static async open(path: string, step: number): Promise<MetricsFile> {
    const kept = linesUpTo(await textOf(path), step);
    await writeWhole(path, (file) => writeAll(file, Buffer.from(kept)));
    return new MetricsFile(openSync(path, 'a'));
  }

  /** Adds a line, in one write, so that whoever reads sees whole lines. */
  add(line: MetricsLine): void {
    const bytes = Buffer.from(`${JSON.stringify(line)}\n`);
    const written = writeSync(this.#file, bytes);
    if (written < bytes.length) writeSync(this.#file, bytes, written);
  }

  close(): void {
    closeSync(this.#file);
  }
}

/** The lines of a metrics.jsonl that are whole and of no later step, up to the first that is not. */
export function linesUpTo(text: string, step: number): string {
  let end = 0;
  for (;;) {
    const next = text.indexOf('\n', end);
    if (next < 0) return text.slice(0, end);
    const line = parseLine(text.slice(end, next));
    if (line === null || line.step > step) return text.slice(0, end);
    end = next + 1;
  }
}

function parseLine(text: string): MetricsLine | null {
  try {
    const parsed = v.safeParse(metricsLineSchema, JSON.parse(text));
    return parsed.success ? parsed.output : null;
  } catch {
    return null; // half a line
  }
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return '';
    throw error;
  }
}
