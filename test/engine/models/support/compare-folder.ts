import { join } from 'node:path';
import { compareCase, inputsOf, readGolden, referenceModels } from './golden';
import { runOnce } from './run-once';

/** The tensors of the first case of a reference model that a folder computes otherwise, with the difference. */
export async function wrongIn(folder: string, reference: string): Promise<string[]> {
  const { golden, tensors } = await readGolden(join(referenceModels, reference));
  const [first] = golden.cases;
  if (first === undefined) throw new Error(`${reference} has no cases`);
  const outputs = await runOnce(folder, null, inputsOf(first));
  return compareCase(first, tensors, outputs, golden.tolerance.relative_to_max_abs).wrong;
}
