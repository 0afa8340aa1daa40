import { columnsOf } from './data-lines';
import { isMultiLabel, type ScriptParams } from './script-params';

type Run = ScriptParams['run'];

/** The lines that turn rows into ids and labels. */
export function encodeLines({ run }: ScriptParams): string[] {
  const limit = run.max_length === undefined ? 'truncation=True' : `truncation=True, max_length=${run.max_length}`;
  return [
    'def encode(rows):',
    ...bodyOf(run, limit).map((line) => `    ${line}`),
    '    return inputs',
    '',
    '',
    'train = train.map(encode, batched=True, remove_columns=train.column_names)',
    'if validation is not None:',
    '    validation = validation.map(encode, batched=True, remove_columns=validation.column_names)',
  ];
}

function bodyOf(run: Run, limit: string): string[] {
  const { text, pair, label, target, tokens } = columnsOf(run);
  const texts = pair === null ? `rows[${text}]` : `rows[${text}], rows[${pair}]`;
  switch (run.task) {
    case 'text-classification':
      return [`inputs = tokenizer(${texts}, ${limit})`, `inputs["labels"] = ${labelsOf(run, `rows[${label}]`)}`];
    case 'token-classification':
      return [
        `words = [parts(cell) for cell in rows[${tokens}]]`,
        `inputs = tokenizer(words, is_split_into_words=True, ${limit})`,
        '# The first piece of a word has its label; the others and special tokens have none.',
        'inputs["labels"] = []',
        `for i, cell in enumerate(rows[${label}]):`,
        '    ids, of = [label2id[label] for label in parts(cell)], inputs.word_ids(i)',
        '    labels = [-100 if w is None or (p > 0 and of[p - 1] == w) else ids[w] for p, w in enumerate(of)]',
        '    inputs["labels"].append(labels)',
      ];
    case 'text-generation':
      return [
        `inputs = tokenizer([text + tokenizer.eos_token for text in rows[${text}]], ${limit})`,
        '# The first token is no target: so Trainer counts the others.',
        'inputs["labels"] = [[-100, *ids[1:]] for ids in inputs["input_ids"]]',
      ];
    case 'text2text-generation':
      return [`inputs = tokenizer(${texts}, text_target=rows[${target}], ${limit})`];
    case 'fill-mask':
      return [`inputs = tokenizer(${texts}, ${limit}, return_special_tokens_mask=True)`];
  }
}

function labelsOf(run: Run, cells: string): string {
  if (run.problem_type === 'regression') return `[float(value) for value in ${cells}]`;
  if (!isMultiLabel(run)) return `[label2id[label] for label in ${cells}]`;
  return `[[float(label in parts(cell)) for label in label_names] for cell in ${cells}]`;
}
