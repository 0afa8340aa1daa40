import type { Positions } from '../../common/contracts/description';
import type { Family, PositionKind } from './families/family';
import { objectOf, type Fields, type JsonObject } from './fields';

const rowNames = ['max_position_embeddings', 'n_positions', 'max_seq_len', 'seq_length', 'n_ctx'] as const;

/** How the models of a family know the order of tokens, with the numbers of the config. */
export function positionsOf(fields: Fields, family: Family): Positions[] {
  return family.positions.map((kind) => positions(kind, fields, family));
}

function positions(kind: PositionKind, fields: Fields, family: Family): Positions {
  switch (kind) {
    case 'learned':
      return { kind, rows: learnedRows(fields, family), reserved: family.reserved ?? 0 };
    case 'sinusoidal':
      return { kind, rows: fields.count(...rowNames) };
    case 'rotary':
      return rotary(fields, family);
    case 'relative':
      return {
        kind,
        buckets: fields.count('relative_attention_num_buckets') ?? 32,
        maxDistance: fields.modelType === 'mpnet' ? 128 : (fields.count('relative_attention_max_distance') ?? 128),
      };
    case 'disentangled':
      return { kind, buckets: fields.count('position_buckets') };
    case 'alibi':
      return { kind };
  }
}

/** BART and OPT make a table of two rows more than their config says; RoBERTa counts them in. */
function learnedRows(fields: Fields, family: Family): number | null {
  const rows = fields.count(...rowNames);
  const beside = ['bart', 'mbart', 'opt'].includes(fields.modelType) ? (family.reserved ?? 0) : 0;
  return rows === null || !Number.isSafeInteger(rows + beside) ? null : rows + beside;
}

/** Reads both ways in which configs are written: `rope_theta` and `rope_scaling`, or `rope_parameters`. */
function rotary(fields: Fields, family: Family): Positions {
  const written = fields.object('rope_parameters');
  const global = { ...written, ...objectOf(written['full_attention']) };
  const local = objectOf(written['sliding_attention']);
  const scaling = { ...global, ...fields.object('rope_scaling') };
  return {
    kind: 'rotary',
    theta:
      numberIn(global, 'rope_theta') ??
      fields.number('rope_theta', 'rotary_emb_base', 'global_rope_theta') ??
      family.theta ??
      10_000,
    localTheta: numberIn(local, 'rope_theta') ?? fields.number('rope_local_base_freq', 'local_rope_theta'),
    portion: portionOf(fields, global, family),
    scaling: scalingOf(scaling),
    layersWithout: layersWithoutRotation(fields),
  };
}

/** SmolLM3 leaves rotation out where its list has 0, without a list in every fourth layer. */
function layersWithoutRotation(fields: Fields): number {
  const listed = fields.list('no_rope_layers');
  if (listed.length > 0) return listed.filter((value) => value === 0 || value === false).length;
  const [layers, interval] = [fields.count('num_hidden_layers'), fields.count('no_rope_layer_interval')];
  return fields.modelType === 'smollm3' && layers !== null && interval ? Math.floor(layers / interval) : 0;
}

function portionOf(fields: Fields, written: JsonObject, family: Family): number {
  const portion = fields.number('partial_rotary_factor', 'rotary_pct') ?? numberIn(written, 'partial_rotary_factor');
  const [width, hidden, heads] = [fields.count('rotary_dim'), fields.count('n_embd'), fields.count('n_head')];
  const byWidth = width && hidden && heads ? (width * heads) / hidden : null;
  const found = portion ?? byWidth ?? family.portion ?? 1;
  return found > 0 && found <= 1 ? found : 1;
}

function scalingOf(written: JsonObject): { type: string; factor: number | null } | null {
  const type = written['rope_type'] ?? written['type'];
  if (typeof type !== 'string' || type === 'default') return null;
  return { type: type.slice(0, 40), factor: numberIn(written, 'factor') };
}

function numberIn(object: JsonObject, name: string): number | null {
  const value = object[name];
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
