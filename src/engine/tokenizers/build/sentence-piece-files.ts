/** Names that SentencePiece models have in model folders. */
export const sentencePieceFiles = [
  'spiece.model',
  'sentencepiece.bpe.model',
  'tokenizer.model',
  'spm.model',
  'source.spm',
] as const;
