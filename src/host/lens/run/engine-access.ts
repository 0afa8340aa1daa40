import type { EngineContract, OpenResult } from '../../../common/contracts/engine';
import type { ParamsOf, ProgressOf, RequestName, ResultOf } from '../../../common/rpc/contract';
import type { EngineModel } from '../../engine/engine-pool';
import type { EngineRequestOptions } from '../../engine/engine-process';

/** An engine process that has opened its model. Runs are found again only in the process that made them. */
export interface OpenEngine {
  readonly opened: OpenResult;
  request<Name extends RequestName<EngineContract>>(
    method: Name,
    params: ParamsOf<EngineContract, Name>,
    options?: EngineRequestOptions<ProgressOf<EngineContract, Name>>,
  ): Promise<ResultOf<EngineContract, Name>>;
}

/** Gives the engine of a model, started on first use and after a crash. */
export interface EngineSource {
  get(model: EngineModel): Promise<OpenEngine>;
}
