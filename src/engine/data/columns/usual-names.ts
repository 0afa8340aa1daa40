// Names that columns have in datasets of the Hub, the most telling first.

export const textNames = [
  ...['text', 'sentence', 'content', 'review', 'premise', 'sentence1', 'question1', 'question', 'text1', 'text_a'],
  ...['document', 'article', 'dialogue', 'passage', 'comment', 'tweet', 'post', 'message', 'title', 'headline', 'body'],
  ...['input', 'source', 'prompt', 'query', 'utterance', 'description'],
];

/** By the first column of a pair: what its second is called. */
export const pairNames: readonly (readonly [string, string])[] = [
  ['premise', 'hypothesis'],
  ['sentence1', 'sentence2'],
  ['sentence_1', 'sentence_2'],
  ['question1', 'question2'],
  ['text1', 'text2'],
  ['text_a', 'text_b'],
  ['question', 'sentence'],
  ['question', 'passage'],
  ['query', 'passage'],
];

export const labelNames = [
  ...['label', 'labels', 'sentiment', 'class', 'category', 'target', 'score', 'rating', 'stars', 'intent', 'emotion'],
  ...['topic', 'polarity', 'y', 'answer', 'is_duplicate', 'genre', 'toxic'],
];

/** Those that mean nothing else, whatever the cells look like. */
export const plainLabelNames = ['label', 'labels', 'sentiment', 'class', 'category', 'score', 'stars', 'rating'];

export const tokensNames = ['tokens', 'words'];
export const tagsNames = ['ner_tags', 'tags', 'labels', 'label', 'ner', 'pos_tags', 'pos', 'chunk_tags'];

export const targetNames = [
  ...['target', 'summary', 'highlights', 'output', 'translation', 'completion', 'response', 'answer', 'target_text'],
  ...['simplified', 'paraphrase', 'labels', 'label'],
];

/** Columns that number rows. */
export const idNames = /^(unnamed: \d+|id|idx|index|guid|uid|.*_id)$/i;
