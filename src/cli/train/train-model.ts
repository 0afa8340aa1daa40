import { isAbsolute } from 'node:path';
import { Options } from '../arguments/options';
import { chosenModel } from '../model/chosen-model';
import type { VerbContext } from '../program/verb';

/**
 * The folder of the model that a run names; one of the Hub is fetched when it is not here.
 * @param fromScratch the weights are not needed
 */
export async function trainModelFolder(name: string, fromScratch: boolean, context: VerbContext): Promise<string> {
  if (isAbsolute(name)) return name;
  const { folder } = await chosenModel(
    new Options(new Map([['model', [name]]])),
    context,
    fromScratch ? 'tokens' : 'run',
  );
  return folder;
}
