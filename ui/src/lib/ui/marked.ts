/** A stretch of a sentence: plain, a label of a product in `backticks`, or *stressed*. */
export interface Stretch {
  kind: 'plain' | 'key' | 'stress';
  text: string;
}

/**
 * Reads the two marks that texts from Rust may carry. A mark that is never closed, or that closes on nothing, is
 * shown as it stands. The starred part must touch its stars, so that “2 * 3 * 4” stays arithmetic.
 */
export function readMarks(text: string): Stretch[] {
  const out: Stretch[] = [];
  const pattern = /`([^`]+)`|(?<![\w*])\*(?![\s*])([^*]*[^\s*])\*(?![\w*])/g;
  let at = 0;
  for (const found of text.matchAll(pattern)) {
    if (found.index > at) out.push({ kind: 'plain', text: text.slice(at, found.index) });
    if (found[1] !== undefined) out.push({ kind: 'key', text: found[1] });
    else out.push({ kind: 'stress', text: found[2] ?? '' });
    at = found.index + found[0].length;
  }
  if (at < text.length) out.push({ kind: 'plain', text: text.slice(at) });
  return out;
}

/** The same sentence without its marks, for a title or the clipboard. */
export function withoutMarks(text: string): string {
  return readMarks(text)
    .map((stretch) => stretch.text)
    .join('');
}
