import { weightFormats, type Assessment, type WeightsChoice } from '../../common/contracts/hub/assessment';
import type { RepoInfo } from '../../common/contracts/hub/details-view';
import type { RepoFile } from '../../common/contracts/hub/repo';
import { LensError } from '../../common/errors/lens-error';
import { assessHere } from '../../engine/assess/assess-here';
import type { HubClient } from '../../hub/api/hub-client';
import { neededFiles } from '../../hub/download/needed-files';
import { memoryForModels } from '../../hub/inspect/memory';
import { readRepoFacts } from '../../hub/inspect/repo-facts';

/**
 * The files that a run of a model needs, with the weights that are asked for or else those that the engine chooses.
 * @param weights as `--weights` names them; null for the engine's choice
 * @param note told why a model does not run here that is fetched all the same; without it that is an error
 * @throws LensError `not-found` for weights that the model has not; `unsupported` or `too-big` for a model that does not run
 */
export async function filesForRun(
  client: HubClient,
  info: RepoInfo,
  weights: string | null,
  note?: (message: string) => void,
): Promise<RepoFile[]> {
  const assessment = assessHere(await readRepoFacts(client, info, memoryForModels()));
  if (weights !== null) return neededFiles(info.files, named(weights, info, assessment));
  const { verdict, choices, chosen } = assessment;
  const choice = choices.find(({ path }) => path === chosen);
  if (choice) return neededFiles(info.files, choice);
  const why = `The model "${info.id}" does not run here: ${verdict.reason}.`;
  if (!note) throw new LensError(verdict.state === 'too_big' ? 'too-big' : 'unsupported', why);
  note(why);
  return neededFiles(info.files, choices[0] ?? null);
}

/** The weights that a person named: a choice of the assessment, one that the file belongs to, or else just that file. */
function named(path: string, { id, files }: RepoInfo, { choices }: Assessment): WeightsChoice {
  const choice =
    choices.find((each) => each.path === path) ?? choices.find((each) => each.files.some((file) => file.path === path));
  if (choice) return choice;
  const file = files.find((each) => each.path === path);
  const format = weightFormats.find((each) => path.endsWith(`.${each}`));
  if (file && format) {
    return { path, format, dtypes: [], files: [file], bytes: file.bytes, memoryBytes: file.bytes, problem: null };
  }
  const others = choices.map((each) => each.path).join(', ');
  throw new LensError(
    'not-found',
    `The model "${id}" has no weights "${path}".`,
    others === '' ? 'It has none that can be run.' : `It has ${others}.`,
  );
}
