import type { RunFile } from '../../../common/contracts/training/run-file';
import type { EvaluationLine, RunState, StepLine } from '../../../common/contracts/training/run-folder';
import type { Device } from '../../../common/contracts/model';
import type { DataModel } from '../../data/data-model';
import type { DataSettings, ReadOptions, TrainingData } from '../../data/training-data';
import type { OpenedTrainableModel, TrainableModelOptions } from '../open-trainable-model';
import type { StopRequest } from './stop-request';

/** What a run is told to do. */
export interface RunRequest {
  /** Every setting filled in; paths of data files are absolute. */
  readonly settings: RunFile;
  /** The same as they are kept in the folder. */
  readonly written: RunFile;
  readonly folder: string;
  /** Goes on from the newest checkpoint; from the beginning where there is none. */
  readonly resume: boolean;
  readonly device: Device;
  /** Of one operation. */
  readonly threads: number;
  readonly stop: StopRequest;
  /** Finds the model's folder, fetching it first where it has to. */
  readonly findModel: () => Promise<string>;
}

/** Who follows a run. */
export interface RunListener {
  /** Something that a person should know. */
  readonly note: (message: string) => void;
  readonly state: (state: RunState) => void;
  readonly step: (line: StepLine) => void;
  readonly evaluation: (line: EvaluationLine) => void;
}

/** What a run is made of, so that tests can put others in their place. */
export interface RunParts {
  readonly readDataModel: (folder: string) => Promise<DataModel>;
  readonly readData: (settings: DataSettings, options: ReadOptions) => Promise<TrainingData>;
  readonly openModel: (options: TrainableModelOptions) => Promise<OpenedTrainableModel>;
}

/** How a run ended. */
export interface RunOutcome {
  readonly state: RunState;
  /** The last evaluation; null without one. */
  readonly evaluation: EvaluationLine | null;
}
