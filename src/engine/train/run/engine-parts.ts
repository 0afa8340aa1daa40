import { readDataModel, readTrainingData } from '../../data';
import { openTrainableModel } from '../open-trainable-model';
import type { RunParts } from './run-parts';

/** What a run is really made of. */
export const engineParts: RunParts = {
  readDataModel,
  readData: readTrainingData,
  openModel: openTrainableModel,
};
