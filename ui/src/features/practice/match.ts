/** All the words of the search occur in one of the texts. */
export function matches(search: string, ...texts: string[]): boolean {
  const where = texts.join(' ').toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => where.includes(word));
}
