import { answerOf, type ScriptParams } from './script-params';

/** The lines that turn rows into ids and labels. */
export function encodeLines(params: ScriptParams): string[] {
  return [
    'def encode(rows):',
    ...bodyOf(params).map((line) => `    ${line}`),
    '',
    '',
    'train = train.map(encode, batched=True)',
    ...(hasValidation(params) ? ['validation = validation.map(encode, batched=True)'] : []),
  ];
}

/** True where rows are kept for evaluation. */
export function hasValidation({ run }: ScriptParams): boolean {
  return run.validation_file !== undefined || run.validation_size !== undefined;
}

function bodyOf(params: ScriptParams): string[] {
  const { reading, maxLength } = params.data;
  const limit = maxLength === null ? 'truncation=True' : `truncation=True, max_length=${maxLength}`;
  switch (answerOf(params)) {
    case 'tags':
      return tagLines(limit);
    case 'next-tokens':
      return nextTokenLines(params);
    case 'target':
      return [`return tokenizer(rows["text"], text_target=rows["target"], ${limit})`];
    case 'masked':
      return [`return tokenizer(rows["text"], ${limit})`];
    default: {
      const texts = reading.text_pair_column === null ? 'rows["text"]' : 'rows["text"], rows["pair"]';
      return [`return tokenizer(${texts}, ${limit})`];
    }
  }
}

/** As `wordLabels` of the engine: words are one text, and a token for the space before a word is the word's. */
function tagLines(limit: string): string[] {
  return [
    `inputs = tokenizer([" ".join(words) for words in rows["words"]], ${limit})`,
    '# The first token of a word has its label; the others and special tokens have none.',
    'inputs["labels"] = [[-100] * len(ids) for ids in inputs["input_ids"]]',
    'for i, (words, tags) in enumerate(zip(rows["words"], rows["tags"])):',
    '    start = 0',
    '    for word, tag in zip(words, tags):',
    '        places = (inputs.char_to_token(i, at) for at in range(max(start - 1, 0), start + len(word)))',
    '        token = next((place for place in places if place is not None), None)',
    '        if token is not None:',
    '            inputs["labels"][i][token] = tag',
    '        start += len(word) + 1',
    'return inputs',
  ];
}

/** As `ended` of the engine: a text that is cut has an end token as well. */
function nextTokenLines({ data: { reading, maxLength } }: ScriptParams): string[] {
  const end = reading.model === null ? 'tokenizer.eos_token_id' : reading.model.endTokenId;
  const room = maxLength === null || end === null ? maxLength : maxLength - 1;
  const limit = room === null ? 'truncation=True' : `truncation=True, max_length=${room}`;
  const ending = [
    '# The end token has its place behind a text that is cut as well.',
    'for ids, mask in zip(inputs["input_ids"], inputs["attention_mask"]):',
    `    if ids[-1:] != [${end}]:`,
    `        ids.append(${end})`,
    '        mask.append(1)',
  ];
  return [
    `inputs = tokenizer(rows["text"], return_token_type_ids=False, ${limit})`,
    ...(end === null ? [] : ending),
    '# The first token is no target, and is not counted as one.',
    'inputs["labels"] = [[-100, *ids[1:]] for ids in inputs["input_ids"]]',
    'return inputs',
  ];
}
