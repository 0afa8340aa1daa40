import * as v from 'valibot';
import { indexSchema } from './tokens';

export const modelKinds = ['encoder-only', 'decoder-only', 'encoder-decoder'] as const;

/** How a classification head's logits are read; the names of `config.problem_type`. */
export const problemTypes = ['single_label_classification', 'multi_label_classification', 'regression'] as const;
export type ProblemType = (typeof problemTypes)[number];

export const deviceNames = ['cpu', 'webgpu', 'cuda', 'dml', 'coreml'] as const;
export const deviceSchema = v.picklist(deviceNames);
export type Device = v.InferOutput<typeof deviceSchema>;

/**
 * Facts of a checkpoint, read from config.json and the headers of its weight files; no weights are loaded for them. A number
 * is null where neither says it, as may be with an ONNX file of an architecture that is not built here.
 */
export const modelInfoSchema = v.object({
  /** `model_type` of config.json. */
  architecture: v.string(),
  /** The first of `architectures`, such as `RobertaForSequenceClassification`; null where the config has none. */
  className: v.nullable(v.string()),
  kind: v.picklist(modelKinds),
  /** The Hub's name of the task that the head serves; null for a bare body. */
  task: v.nullable(v.string()),
  layers: v.nullable(indexSchema),
  heads: v.nullable(indexSchema),
  hiddenSize: v.nullable(indexSchema),
  vocabSize: v.nullable(indexSchema),
  /** The most tokens that the position table has room for (RoBERTa's offset taken off); null where there is no limit. */
  maxPositions: v.nullable(indexSchema),
  /** Tied weights counted once. */
  parameters: v.nullable(indexSchema),
  dtypes: v.array(v.string()),
  weightFiles: v.array(v.string()),
  weightBytes: indexSchema,
  /** `id2label` in order of ids; empty for a bare body. */
  labels: v.array(v.string()),
  problemType: v.nullable(v.picklist(problemTypes)),
  /** Tensors of the head that are not in the checkpoint: its predictions would be noise and are refused. */
  missingHead: v.array(v.string()),
});
export type ModelInfo = v.InferOutput<typeof modelInfoSchema>;
