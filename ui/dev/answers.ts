export type { Answers } from '../src/lib/backend/fake';

/** What the address of the page asks for: `?theme=dark&open=practice`. */
export const wish = new URLSearchParams(location.search);
