const ADDRESS =
  /[^\s<>()[\]{},;:"'“”„«»|]+@[^\s<>()[\]{},;:"'“”„«»|]+\.[^\s<>()[\]{},;:"'“”„«»|]*[^\s<>()[\]{},;:"'“”„«»|.!?]/gu;

/** Who is meant by what was typed or pasted: the one address in it, as of `Ana Costa <ana@whisker.co>,`; else all of it. */
export function meantBy(text: string): string {
  const addresses = new Set(text.match(ADDRESS)?.map((each) => each.toLowerCase()));
  const [only] = addresses;
  return only !== undefined && addresses.size === 1 ? only : text.trim();
}
