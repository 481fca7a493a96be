import type { Chain, ChainLink } from '$lib/generated/api';

/** Links that stand beside each other and say the same, as one. */
export interface Stretch {
  links: ChainLink[];
  /** The first broken one. */
  lit: boolean;
}

/** The chain as it is drawn: what can’t be seen for one reason is said once. */
export function stretches({ links, broken }: Chain): Stretch[] {
  const all: Stretch[] = [];
  for (const link of links) {
    const before = all.at(-1)?.links[0];
    if (link.state === 'unseen' && before?.state === 'unseen' && before.proof === link.proof)
      all.at(-1)?.links.push(link);
    else all.push({ links: [link], lit: link.part === broken });
  }
  return all;
}

/** A proof that is longer folds. */
export const LONG = 96;
