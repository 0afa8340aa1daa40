import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { LensError } from '../../../../common/errors/lens-error';
import { shareOut, threadAnswer } from '../../../threads/share-out';
import { halvesAsBits } from '../../widen/widen-weights';
import type { StoredEntry } from '../../weight-files';
import { blockBytes, blockSize, type BlockLayout } from './block-layout';
import { quantiseProgram, type QuantiseAnswer, type QuantiseJob, type QuantiseTask } from './quantise-main';

/** A matrix that is to be kept in blocks. */
export interface MatrixToQuantise {
  readonly entry: StoredEntry & { readonly dtype: QuantiseJob['dtype'] };
  /** True for a matrix that the file has as [inputs, outputs]. */
  readonly turned: boolean;
  readonly bits: 8 | 4;
}

/** Where the parts of a matrix in blocks lie in a file, in bytes from its start. */
export interface QuantisedMatrix extends BlockLayout {
  readonly at: QuantiseJob['at'];
}

/**
 * Writes matrices into a new file in blocks, on several threads, each by pieces of about a megabyte: nothing of them stays
 * in memory.
 * @param path of the file
 * @returns where each lies, by name
 * @throws LensError `bad-file` for a weight file that ends too soon or has numbers that are not finite, `disk`
 */
export async function quantiseWeights(
  matrices: readonly MatrixToQuantise[],
  path: string,
  threads: number,
): Promise<Map<string, QuantisedMatrix>> {
  const jobs = jobsOf(matrices);
  const file = await open(path, 'wx');
  await file.close();
  const halves = jobs.some(({ dtype }) => dtype === 'F16') ? halvesAsBits() : new Uint32Array();
  const shares = shareOut(jobs, threads, ({ outputs, inputs }) => outputs * inputs);
  const answers = await Promise.all(
    shares.map((share) => {
      const task: QuantiseTask = { jobs: share, into: path, halves };
      return threadAnswer<QuantiseAnswer>(quantiseProgram, task);
    }),
  );
  for (const answer of answers) if (answer !== null) throw failure(answer);
  return new Map(jobs.map((job) => [job.name, job]));
}

/** Every part begins at a multiple of 8 bytes. */
function jobsOf(matrices: readonly MatrixToQuantise[]): QuantiseJob[] {
  let end = 0;
  const place = (bytes: number): number => {
    const at = end;
    end += Math.ceil(bytes / 8) * 8;
    return at;
  };
  return matrices.map(({ entry: { name, path, offset, dtype, shape }, turned, bits }) => {
    const [rows = 0, columns = 0] = shape;
    const [outputs, inputs] = turned ? [columns, rows] : [rows, columns];
    const layout = { outputs, inputs, bits, size: blockSize };
    const bytes = blockBytes(layout);
    const at = { values: place(bytes.values), scales: place(bytes.scales), zeros: place(bytes.zeros) };
    return { ...layout, name, path, offset, dtype, turned, at };
  });
}

function failure({ why, job }: NonNullable<QuantiseAnswer>): LensError {
  const file = basename(job.path);
  if (why === 'writing') {
    const help = "Free some space on the disk of the system's temporary files, or keep the weights as they are.";
    return new LensError('disk', `The weights of ${file} cannot be written in blocks: is the disk full?`, help);
  }
  if (why === 'not-finite') {
    const message = `In ${file} the tensor "${job.name}" has numbers that are not finite, which no block can hold.`;
    return new LensError('bad-file', message, 'Keep the weights as they are.');
  }
  const message = why === 'short' ? `${file} has become shorter while it was read.` : `${file} cannot be read.`;
  return new LensError('bad-file', message, 'Download the model again.');
}
