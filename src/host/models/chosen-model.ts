import type { Device } from '../../common/contracts/model';
import type { ResolvedModel } from '../../hub/models/resolve-model';
import type { EngineModel } from '../engine/engine-pool';

/** The model in use: which folder it is, with which weights, where it runs. */
export interface ChosenModel {
  readonly resolved: ResolvedModel;
  /** A file of the folder; null for the one that the engine chooses. */
  readonly weights: string | null;
  readonly device: Device;
}

/** The model as an engine process opens it. */
export function engineModel({ resolved, weights, device }: ChosenModel, threads: number): EngineModel {
  return { folder: resolved.folder, weights, device, threads };
}
