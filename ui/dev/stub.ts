import type { Backend, CommandName, Reply, Request } from '../src/lib/backend';
import type { Event } from '../src/lib/generated/api';

export type Answers = {
  [Name in CommandName]?: (request: Request<Name>) => Reply<Name> | Promise<Reply<Name>>;
};

/** What the address of the page asks for: `?theme=dark&open=practice`. */
export const wish = new URLSearchParams(location.search);

const ears = new Set<(event: unknown) => void>();

/** Tells the window something, as Rust would. */
export function tell(event: Event): void {
  for (const ear of ears) ear(event);
}

// Every file in answers/ adds commands.
const files = import.meta.glob<Answers>('./answers/*.ts', { eager: true, import: 'default' });
const answers: Answers = Object.assign({}, ...Object.values(files));

export const stub: Backend = {
  async call(name, request) {
    const answer = answers[name as CommandName] as ((request: unknown) => unknown) | undefined;
    if (!answer) throw new Error(`the stub has no answer to “${name}”`);
    return await answer(structuredClone(request));
  },
  listen(heard) {
    ears.add(heard);
    return Promise.resolve(() => ears.delete(heard));
  },
};
