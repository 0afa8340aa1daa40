import type { AxisOptions } from '../../common/contracts/internals/run-row';

/** An axis of what is printed, in Python. */
export interface PythonAxis {
  /** The lines before: `names` and, where tokens are put together or left out, `groups` of tokens. */
  readonly lines: readonly string[];
  /** The variables of the names and of the groups; groups null where every token stands for itself. */
  readonly names: string;
  readonly groups: string | null;
}

export interface AxisParams {
  /** A `tokenizers.Encoding` in Python, or the ids that the decoder is given. */
  readonly of: 'input' | 'target';
  readonly row: number;
  readonly axis: AxisOptions;
  /** Whether the row may be padded. */
  readonly padded: boolean;
}

/** Names what is on an axis: `tokens` and `groups` of the input, `target_tokens` and `target_groups` of the decoder. */
export function axisToPython({ of, row, axis, padded }: AxisParams): PythonAxis {
  const prefix = of === 'input' ? '' : 'target_';
  const tokens = `${prefix}tokens`;
  if (of === 'target') {
    return { lines: [`${tokens} = tokenizer.convert_ids_to_tokens(decoder_ids[0])`], names: tokens, groups: null };
  }
  const encoding = `encoding = inputs.encodings[${row}]`;
  if (!axis.mergeWords && !axis.leaveOutSpecial && !padded) {
    return { lines: [encoding, `${tokens} = encoding.tokens`], names: tokens, groups: null };
  }
  const skips = [
    ...(padded ? ['not encoding.attention_mask[i]'] : []),
    ...(axis.leaveOutSpecial ? ['encoding.special_tokens_mask[i]'] : []),
  ];
  return { lines: [encoding, ...groupLines(tokens, skips, axis.mergeWords)], names: tokens, groups: 'groups' };
}

function groupLines(tokens: string, skips: readonly string[], merge: boolean): string[] {
  const word = '(encoding.sequence_ids[i], encoding.word_ids[i])';
  return [
    merge ? 'groups, last = [], None  # the tokens of each word' : 'groups = []',
    'for i in range(len(encoding)):',
    ...(skips.length === 0 ? [] : [`    if ${skips.join(' or ')}:`, '        continue']),
    ...(merge
      ? [
          `    word = ${word}`,
          '    if word == last and word[1] is not None:',
          '        groups[-1].append(i)',
          '    else:',
          '        groups.append([i])',
          '    last = word',
        ]
      : ['    groups.append([i])']),
    `${tokens} = ["".join(encoding.tokens[i] for i in group) for group in groups]`,
  ];
}
