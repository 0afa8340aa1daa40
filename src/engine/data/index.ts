// Data for training: files to rows, rows to examples, examples to batches. What the trainer and the form need is here.
export type { DataModel } from './data-model';
export type { Example, ExampleSource } from './examples/example';
export { dataModelOf, readDataModel } from './read-data-model';
export { readTrainingData } from './read-training-data';
export {
  BadRowsError,
  type CollateOptions,
  type DataProgress,
  type DataSettings,
  type LabelOrigin,
  type ReadOptions,
  type ReadTrainingData,
  type TrainingData,
} from './training-data';
