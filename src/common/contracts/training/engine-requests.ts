import * as v from 'valibot';
import { dataRequests } from './data-view';
import { preflightSchema } from './preflight';
import { runFileSchema } from './run-file';

/** What an engine process answers about a run that has not started. It needs no `open`: the process is for this alone. */
export const trainingRequests = {
  ...dataRequests,
  /**
   * Reads model and data, trains one step on the longest rows, and says what the whole run will need. Nothing is written.
   *
   * `runFile` has every default filled in. `modelFolder` is the model on disk (the host has resolved `runFile.model` and
   * checked that the folder is trusted). Relative paths of data files start from `dataFolder`.
   *
   * `progress.message` is one line of what is being done ("Reading the data", "Training one step"). Cancelled by the
   * signal between these; the process is ended where it does not react. A problem that a person can mend is a check with
   * the state `error` rather than a failure; what is thrown names the file or setting that is wrong.
   */
  preflight: {
    params: v.object({ runFile: runFileSchema, modelFolder: v.string(), dataFolder: v.string() }),
    result: preflightSchema,
    progress: v.object({ message: v.string() }),
  },
} as const;
