/** A call in one line where it fits, else with a line for each argument. */
export function call(name: string, values: readonly string[]): string[] {
  const line = `${name}(${values.join(', ')})`;
  return line.length <= 100 ? [line] : [`${name}(`, ...values.map((value) => `    ${value},`), ')'];
}
