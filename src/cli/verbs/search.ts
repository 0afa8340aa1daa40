import type { Verdict } from '../../common/contracts/hub/assessment';
import type { FoundModel } from '../../common/contracts/hub/repo';
import { formatBytes } from '../../common/text/format-bytes';
import { assessHere } from '../../engine/assess/assess-here';
import type { HubClient } from '../../hub/api/hub-client';
import { hubCacheFolder } from '../../hub/env';
import { judgeRepo, type Judgement } from '../../hub/inspect/judge-repo';
import { mapLimited } from '../../hub/inspect/map-limited';
import { memoryForModels } from '../../hub/inspect/memory';
import { LensError } from '../../common/errors/lens-error';
import type { Options } from '../arguments/options';
import { cliHubClient } from '../hub/hub-client';
import { queryOptions, searchQueryFrom } from '../hub/search-query';
import { formatTable, oneLine } from '../output/table';
import type { Verb, VerbContext, VerbResult } from '../program/verb';

const usualLimit = 20;
const mostModels = 1000;
/** Verdicts that are looked up at the same time. */
const atOnce = 5;

/** `model-lens search`: models of the Hub, and whether they run here. Nothing of their weights is downloaded. */
export const search: Verb = {
  summary: 'searches the Hub, and tells which models run here and why not.',
  arguments: [{ name: 'QUERY', help: 'What the name of the model holds. Left out: any.' }],
  options: {
    ...queryOptions,
    limit: { value: 'N', help: `The most models; ${usualLimit} unless given.` },
    cursor: { value: 'C', help: 'Goes on after an earlier search: its "next", with the same QUERY and filters.' },
  },
  run,
};

/** A model as the command line tells it. */
interface FoundJson {
  readonly id: string;
  readonly task: string | null;
  readonly downloads: number;
  readonly likes: number;
  readonly license: string | null;
  readonly gated: FoundModel['gated'];
  /** Of the files that a run needs; null where they are not known. */
  readonly bytes: number | null;
  readonly architecture: string | null;
  readonly dtypes: readonly string[];
  readonly verdict: Verdict;
}

async function run(options: Options, { env }: VerbContext): Promise<VerbResult> {
  const query = searchQueryFrom(options);
  const limit = limitOf(options);
  const client = cliHubClient(env);
  const found = await client.search(query, { limit, cursor: options.text('cursor') || null });
  // A server that is no Hub may give more than was asked for.
  const models = await mapLimited(found.models.slice(0, limit), atOnce, (model) => judged(model, client, env));
  return { json: { models, next: found.next }, text: describe(models, found.next) };
}

function limitOf(options: Options): number {
  const limit = options.count('limit', 1) ?? usualLimit;
  if (limit <= mostModels) return limit;
  throw new LensError('usage', `--limit takes ${mostModels} at most.`, 'Use --cursor to go on from there.');
}

async function judged(model: FoundModel, client: HubClient, env: NodeJS.ProcessEnv): Promise<FoundJson> {
  const { id, task, downloads, likes, license, gated } = model;
  const judgement = await judgeRepo({
    client,
    id,
    revision: null,
    cache: hubCacheFolder(env),
    memoryBytes: memoryForModels(),
    assess: assessHere,
  });
  return { id, task, downloads, likes, license, gated, ...factsOf(judgement) };
}

function factsOf({
  assessment,
  verdict,
  needed,
}: Judgement): Pick<FoundJson, 'bytes' | 'architecture' | 'dtypes' | 'verdict'> {
  const chosen = assessment?.choices.find(({ path }) => path === assessment.chosen);
  return {
    bytes: needed.length === 0 ? null : needed.reduce((sum, { bytes }) => sum + bytes, 0),
    architecture: assessment?.architecture ?? null,
    dtypes: chosen?.dtypes ?? [],
    verdict,
  };
}

const verdictWords: Record<Verdict['state'], string> = {
  runs: 'runs here',
  downloaded: 'downloaded',
  not_yet: 'not yet',
  gated: 'gated',
  too_big: 'too big',
  unknown: 'unknown',
};

function describe(models: readonly FoundJson[], next: string | null): string {
  if (models.length === 0) return 'No model matches.\n';
  const rows = models.map(({ id, task, bytes, downloads, likes, verdict }) => [
    id,
    oneLine(task ?? '-', 30),
    bytes === null ? '-' : formatBytes(bytes),
    downloads.toLocaleString('en'),
    likes.toLocaleString('en'),
    `${verdictWords[verdict.state]}: ${oneLine(verdict.reason, 100)}`,
  ]);
  const head = ['model', 'task', 'size', 'downloads', 'likes', 'verdict'];
  const more = next === null ? '' : `\nThere are more: --cursor ${oneLine(next, 4000)}\n`;
  return `${formatTable([head, ...rows], { right: [2, 3, 4] })}\n${more}`;
}
