import type { Device } from '../../common/contracts/model';
import type { ResolvedModel } from '../../hub/models/resolve-model';
import type { EngineModel } from '../engine/engine-pool';

/** The model in use: which folder it is, where it runs. */
export interface ChosenModel {
  readonly resolved: ResolvedModel;
  readonly device: Device;
}

/** The model as an engine process opens it. */
export function engineModel({ resolved, device }: ChosenModel, threads: number): EngineModel {
  return { folder: resolved.folder, weights: null, device, threads };
}
