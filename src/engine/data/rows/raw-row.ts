/** A row as its file has it, checked for its task. Labels are not yet known to be any. */
export interface RawRow {
  /** Index of the file among those that were read. */
  readonly file: number;
  readonly line: number;
  /** Of token classification its words with spaces between them. */
  readonly text: string;
  readonly pair: string | null;
  /** Of text2text: what is to be written. */
  readonly target: string | null;
  /** Of token classification. */
  readonly words: readonly string[] | null;
  /** One label, or several (of token classification one a word); null for tasks without labels. */
  readonly label: string | readonly string[] | null;
}
