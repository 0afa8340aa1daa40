import type { Assessment, RepoFacts } from '../../common/contracts/hub/assessment';
import { LensError } from '../../common/errors/lens-error';
import { refuseUncovered } from '../architectures/config/raw-config';
import { findArchitecture } from '../architectures/registry';
import { parseConfig } from '../models/read-config';

/** What the engine makes of a repository of the Hub: whether it runs here, with which weights, and why not. */
export function assessRepo(facts: RepoFacts): Assessment {
  const none = { checks: [], choices: [], chosen: null, architecture: null, info: null };
  if (facts.config === null) return { ...none, verdict: { state: 'not_yet', reason: 'no config.json' } };
  try {
    const config = parseConfig(facts.config);
    refuseUncovered(config);
    const { modelType } = findArchitecture(config.model_type);
    return { ...none, architecture: modelType, verdict: { state: 'unknown', reason: 'its weights were not read' } };
  } catch (error) {
    if (!(error instanceof LensError)) throw error;
    return { ...none, verdict: { state: 'not_yet', reason: error.message } };
  }
}
