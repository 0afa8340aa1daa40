import { formatBytes } from '../../common/text/format-bytes';
import { parseModelName } from '../../hub/names/model-name';
import type { Options } from '../arguments/options';
import { fetchModel } from '../hub/fetch-model';
import { filesForRun } from '../hub/files-to-fetch';
import { weightsOption } from '../model/model-options';
import { formatTable } from '../output/table';
import type { Verb, VerbContext, VerbResult } from '../program/verb';

/** `model-lens download`: the files of a model that a run needs, verified, into the cache that Python shares. */
export const download: Verb = {
  summary: 'downloads what a run of a model of the Hub needs, into the cache that Python shares.',
  arguments: [{ name: 'ID', help: 'The model: an id, or id@revision.' }],
  options: weightsOption,
  run,
};

async function run(options: Options, { env, note }: VerbContext): Promise<VerbResult> {
  const name = parseModelName(options.requiredArgument('ID'));
  const weights = options.text('weights');
  const select = (...[client, info]: Parameters<Parameters<typeof fetchModel>[0]['select']>) =>
    filesForRun(client, info, weights, note);
  const { path, commit, files } = await fetchModel({ name, env, select });
  const rows = files.map((file) => [file.path, formatBytes(file.size), file.verified ? 'verified' : '']);
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  return {
    json: { path, commit, files },
    text: `${formatTable(rows, { right: [1] })}\n\n${formatBytes(bytes)} in ${path}\n`,
  };
}
