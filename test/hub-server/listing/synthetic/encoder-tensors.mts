/** A config.json of `transformers`. */
export type Config = Readonly<Record<string, unknown>> & { readonly architectures: readonly string[] };

export interface TensorShape {
  readonly name: string;
  readonly shape: readonly number[];
}

/** The parameters of a BERT or RoBERTa checkpoint of this config, by their names in `transformers`. */
export function encoderTensors(config: Config): TensorShape[] {
  const type = String(config['model_type']);
  const layers = Array.from({ length: size(config, 'num_hidden_layers') }, (_, layer) => layerOf(config, type, layer));
  return [...embeddingsOf(config, type), ...layers.flat(), ...headOf(config, type)];
}

function size(config: Config, name: string): number {
  const value = config[name];
  if (typeof value !== 'number') throw new Error(`The config has no number ${name}.`);
  return value;
}

function embeddingsOf(config: Config, type: string): TensorShape[] {
  const hidden = size(config, 'hidden_size');
  const table = (name: string, rows: number): TensorShape => ({
    name: `${type}.embeddings.${name}_embeddings.weight`,
    shape: [rows, hidden],
  });
  return [
    table('word', size(config, 'vocab_size')),
    table('position', size(config, 'max_position_embeddings')),
    table('token_type', size(config, 'type_vocab_size')),
    ...norm(`${type}.embeddings.LayerNorm`, hidden),
  ];
}

function layerOf(config: Config, type: string, layer: number): TensorShape[] {
  const front = `${type}.encoder.layer.${layer}`;
  const [hidden, middle] = [size(config, 'hidden_size'), size(config, 'intermediate_size')];
  return [
    ...['query', 'key', 'value'].flatMap((name) => linear(`${front}.attention.self.${name}`, hidden, hidden)),
    ...linear(`${front}.attention.output.dense`, hidden, hidden),
    ...norm(`${front}.attention.output.LayerNorm`, hidden),
    ...linear(`${front}.intermediate.dense`, middle, hidden),
    ...linear(`${front}.output.dense`, hidden, middle),
    ...norm(`${front}.output.LayerNorm`, hidden),
  ];
}

function headOf(config: Config, type: string): TensorShape[] {
  const hidden = size(config, 'hidden_size');
  const [, head = ''] = /For(\w+)$/.exec(config.architectures[0] ?? '') ?? [];
  const labels = Object.keys(config['id2label'] ?? { 0: '', 1: '' }).length;
  if (head === 'MaskedLM') return wordHead(type, hidden, size(config, 'vocab_size'));
  if (head === 'QuestionAnswering') return linear('qa_outputs', 2, hidden);
  if (head === 'TokenClassification') return linear('classifier', labels, hidden);
  if (type === 'bert') return [...linear('bert.pooler.dense', hidden, hidden), ...linear('classifier', labels, hidden)];
  return [...linear('classifier.dense', hidden, hidden), ...linear('classifier.out_proj', labels, hidden)];
}

/** The head that names words; its matrix is that of the embeddings. */
function wordHead(type: string, hidden: number, vocabulary: number): TensorShape[] {
  if (type !== 'bert') {
    const bias = { name: 'lm_head.bias', shape: [vocabulary] };
    return [bias, ...linear('lm_head.dense', hidden, hidden), ...norm('lm_head.layer_norm', hidden)];
  }
  const front = 'cls.predictions.transform';
  const bias = { name: 'cls.predictions.bias', shape: [vocabulary] };
  return [bias, ...linear(`${front}.dense`, hidden, hidden), ...norm(`${front}.LayerNorm`, hidden)];
}

function linear(name: string, out: number, into: number): TensorShape[] {
  return [
    { name: `${name}.weight`, shape: [out, into] },
    { name: `${name}.bias`, shape: [out] },
  ];
}

function norm(name: string, width: number): TensorShape[] {
  return [
    { name: `${name}.weight`, shape: [width] },
    { name: `${name}.bias`, shape: [width] },
  ];
}
