import { pythonValue } from '../python-value';
import { answerOf, hasLabels, type ScriptParams } from '../script-params';

/** The names of labels, and `ids`: what stands in the files, to ids. */
export function labelLines(params: ScriptParams): string[] {
  const { reading, labels } = params.data;
  if (!hasLabels(answerOf(params))) return [];
  const named = [
    `label_names = ${pythonValue(labels)}`,
    'label2id = {label: i for i, label in enumerate(label_names)}',
  ];
  switch (reading.labelForm) {
    case 'numbers':
      return [...named, '# 3 and 3.0 are one label.', 'ids = {int(label): i for label, i in label2id.items()}'];
    case 'ids': {
      const isSame = pythonValue(reading.labelNames) === pythonValue(labels);
      const names = isSame ? 'label_names' : pythonValue(reading.labelNames);
      return [...named, `ids = {number: label2id.get(label) for number, label in enumerate(${names})}`];
    }
    default:
      return named;
  }
}

/** What gives the id of a label as it stands in a file; None for one that is none of the labels, where there may be such. */
export function idOf(cell: string, { data: { reading, isClean } }: ScriptParams, isText: boolean): string {
  const isName = reading.labelForm === 'names';
  const name = isText ? `${cell}.strip()` : `name_of(${cell})`;
  if (isClean) return isName ? `label2id[${name}]` : `ids[float(${cell})]`;
  return isName ? `label2id.get(${name})` : `ids.get(number_of(${cell}))`;
}

/** The functions that `idOf` and values use. */
export function labelFunctions(params: ScriptParams, isText: boolean): { lines: string[]; usesJson: boolean } {
  const answer = answerOf(params);
  const { isClean } = params.data;
  const { labelForm: form } = params.data.reading;
  const none = { lines: [], usesJson: false };
  if (answer === 'value' || form === 'numbers' || form === 'ids') {
    return isClean ? none : { lines: numberFunction(answer === 'value'), usesJson: false };
  }
  if (!hasLabels(answer) || form !== 'names' || isText) return none;
  const lines = [
    'def name_of(cell):',
    '    return cell.strip() if isinstance(cell, str) else json.dumps(cell)',
    '',
    '',
  ];
  return { lines, usesJson: true };
}

function numberFunction(isValue: boolean): string[] {
  return [
    'def number_of(cell):',
    `    """A number; None for what is none."""`,
    '    try:',
    '        number = float(cell)',
    '    except (TypeError, ValueError):',
    '        return None',
    isValue ? '    return number if math.isfinite(number) else None' : '    return number',
    '',
    '',
  ];
}
