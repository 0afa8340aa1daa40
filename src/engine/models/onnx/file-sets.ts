import type { ModelInfo } from '../../../common/contracts/model';
import { LensError } from '../../../common/errors/lens-error';
import { isInPlace, mergedStem, onnxFilesAmong, type OnnxFileName } from './file-names';

/** ONNX files that are one model together, by the names that Optimum gives them. */
export interface OnnxFileSet {
  /** The file by which they are chosen: the whole model, or its decoder. */
  readonly main: OnnxFileName;
  /** The file of the encoder, where the model is an encoder-decoder in several files. */
  readonly encoder: string | null;
  /** The same decoder for what comes behind a past; null where `main` does that itself, or nothing does. */
  readonly withPast: string | null;
  /** True for what is the whole of a model, where exporters put it. */
  readonly isWhole: boolean;
  /** The file without which it is no model; null where nothing is missing. */
  readonly lacks: string | null;
}

const encoderStem = 'encoder_model';
const pastStem = 'decoder_with_past_model';
const decoderStems = [mergedStem, 'decoder_model'];

/**
 * The models that ONNX files are, the one that is used before all others first; parts of models come last. Files of one
 * folder with the same ending (`_q4`, `_fp16`) belong together. A decoder that was merged of two is used before the two.
 */
export function onnxSetsAmong(paths: readonly string[], kind: ModelInfo['kind']): OnnxFileSet[] {
  const files = onnxFilesAmong(paths, kind);
  const there = new Set(files.map(({ path }) => path));
  const sets = files.flatMap((file) => setOf(file, there, kind) ?? []);
  return [...sets.filter(({ isWhole }) => isWhole), ...sets.filter(({ isWhole }) => !isWhole)];
}

/**
 * The model that a file belongs to.
 * @param path of a file among `paths`
 * @throws LensError `not-found` that names the file that is missing beside it
 */
export function onnxSetOf(path: string, paths: readonly string[], kind: ModelInfo['kind']): OnnxFileSet {
  const sets = onnxSetsAmong([...new Set([...paths, path])], kind);
  const set =
    sets.find(({ main }) => main.path === path) ??
    sets.find(({ encoder, withPast }) => encoder === path || withPast === path);
  if (set === undefined) throw new LensError('unsupported', `${path} is no ONNX file.`);
  if (set.lacks === null) return set;
  throw new LensError(
    'not-found',
    `${path} is a part of a model, and ${set.lacks} is not there, without which it does not run.`,
    'Download the other files of the model with the same ending as well.',
  );
}

/** Null for a part that another file stands for. */
function setOf(file: OnnxFileName, there: ReadonlySet<string>, kind: ModelInfo['kind']): OnnxFileSet | null {
  const single = { main: file, encoder: null, withPast: null, isWhole: file.isWhole, lacks: null };
  if (kind === 'encoder-only') return single;
  const beside = (stem: string): string => besideOf(file, stem);
  const present = (stem: string): string | null => (there.has(beside(stem)) ? beside(stem) : null);
  const encoder = kind === 'encoder-decoder' ? beside(encoderStem) : null;
  const lacksEncoder = encoder !== null && !there.has(encoder);
  if (decoderStems.includes(file.stem)) {
    const withPast = file.stem === mergedStem ? null : present(pastStem);
    if (lacksEncoder) return { ...single, isWhole: false, lacks: encoder };
    return { ...single, encoder, withPast, isWhole: isInPlace(file.path) };
  }
  if (file.stem === encoderStem && kind === 'encoder-decoder') {
    if (decoderStems.some((stem) => present(stem) !== null)) return null;
    return { ...single, isWhole: false, lacks: beside('decoder_model') };
  }
  if (file.stem !== pastStem) return single;
  if (present('decoder_model') !== null) return null;
  // A decoder that takes a past can be given one of no tokens; but not what it remembers of a text.
  return kind === 'decoder-only' ? single : { ...single, lacks: beside('decoder_model') };
}

/** The path of another part of the same model. */
function besideOf({ path, stem }: OnnxFileName, other: string): string {
  const start = path.lastIndexOf('/') + 1;
  return path.slice(0, start) + other + path.slice(start + stem.length);
}
