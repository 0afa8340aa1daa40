import type { GenerationDefaults } from '../../../common/contracts/generation/engine-requests';
import { type ChosenModel, engineModel } from '../../models/chosen-model';
import type { EngineSource, OpenEngine } from '../run/engine-access';

export interface ModelParams {
  readonly engines: EngineSource;
  /** The model in use. Throws a LensError when it cannot be found or may not be used. */
  readonly chosenModel: () => Promise<ChosenModel>;
  readonly settings: () => { readonly threads: number };
}

/** The model in use, its process, and whether and how it goes on with texts. */
export interface AskedModel {
  readonly model: ChosenModel;
  readonly engine: OpenEngine;
  readonly defaults: GenerationDefaults;
}

/**
 * Asks the model in use how it goes on with texts. Asked each time: its files may have changed, and it costs little.
 * @throws LensError when the model cannot be found, may not be used or its process has ended
 */
export async function askModel({ engines, chosenModel, settings }: ModelParams): Promise<AskedModel> {
  const model = await chosenModel();
  const engine = await engines.get(engineModel(model, settings().threads));
  return { model, engine, defaults: await engine.request('generationDefaults', {}) };
}

/** True for a model that answers a text instead of going on with it: its decoder writes a text of its own. */
export function isEncoderDecoder({ opened: { model } }: OpenEngine): boolean {
  return model.ok && model.value.kind === 'encoder-decoder';
}
