/**
 * `MarianSinusoidalPositionalEmbedding.create_weight`: sines in the first half of each row, cosines in the second,
 * [positions, size] in row order.
 */
export function sinusoids(positions: number, size: number): Float32Array<ArrayBuffer> {
  const table = new Float32Array(positions * size);
  const sines = Math.ceil(size / 2);
  for (let position = 0; position < positions; position += 1) {
    for (let column = 0; column < size; column += 1) {
      const pair = column < sines ? column : column - sines;
      const angle = position / 10000 ** ((2 * pair) / size);
      table[position * size + column] = column < sines ? Math.sin(angle) : Math.cos(angle);
    }
  }
  return table;
}
