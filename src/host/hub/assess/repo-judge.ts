import type { Assessment } from '../../../common/contracts/hub/assessment';
import type { RepoInfo } from '../../../common/contracts/hub/details-view';
import { judgeRepo, type Judgement } from '../../../hub/inspect/judge-repo';
import { memoryForModels } from '../../../hub/inspect/memory';
import { readRepoFacts } from '../../../hub/inspect/repo-facts';
import type { HubConnection } from '../connection/hub-connection';
import type { Assessor } from './assessor';

/** Whether models of the Hub run on this machine. */
export class RepoJudge {
  constructor(
    private readonly connection: HubConnection,
    private readonly assessor: Pick<Assessor, 'assess'>,
  ) {}

  /** See {@link judgeRepo}. */
  judge(id: string, revision: string | null, signal: AbortSignal): Promise<Judgement> {
    const { client, cache } = this.connection;
    return judgeRepo({
      client,
      id,
      revision,
      cache,
      memoryBytes: memoryForModels(),
      assess: (facts) => this.assessor.assess(facts, signal),
      signal,
    });
  }

  /** What the engine makes of a repository. @throws LensError as the client and the assessor do */
  async assess(info: RepoInfo, signal: AbortSignal): Promise<Assessment> {
    const facts = await readRepoFacts(this.connection.client, info, memoryForModels(), signal);
    return this.assessor.assess(facts, signal);
  }
}
