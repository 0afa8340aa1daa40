/** A line of a document with something in it. `line` counts from 0. */
export interface TextLine {
  readonly line: number;
  readonly text: string;
}

/** The lines of a text that are not blank; `firstLine` is the number of its first line in the document. */
export function linesToRead(text: string, firstLine = 0): TextLine[] {
  return text
    .split(/\r\n|\r|\n/)
    .map((line, index) => ({ line: firstLine + index, text: line }))
    .filter((line) => line.text.trim() !== '');
}
