import type { Device } from '../../common/contracts/model';
import type { StorageChoice } from '../../common/contracts/weight-storage';
import type { ResolvedModel } from '../../hub/models/resolve-model';
import type { EngineModel } from '../engine/engine-pool';

/** The model in use: which folder it is, with which weights, where it runs. */
export interface ChosenModel {
  readonly resolved: ResolvedModel;
  /** A file of the folder; null for the one that the engine chooses. */
  readonly weights: string | null;
  readonly device: Device;
  /** How weights are kept in memory; `auto` where nothing is said. */
  readonly storage?: StorageChoice;
}

/** The model as an engine process opens it. */
export function engineModel({ resolved, weights, device, storage }: ChosenModel, threads: number): EngineModel {
  const kept = storage === undefined || storage === 'auto' ? {} : { storage };
  return { folder: resolved.folder, weights, device, threads, ...kept };
}
