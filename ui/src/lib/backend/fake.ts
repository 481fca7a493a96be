import type { Event } from '../generated/api';
import { setBackend, type CommandName, type Reply, type Request } from '.';

/** What a made-up backend answers, command by command. A thrown `Problem` rejects the call. */
export type Answers = {
  [Name in CommandName]?: (request: Request<Name>) => Reply<Name> | Promise<Reply<Name>>;
};

export interface Fake {
  /** Every call so far, in order. */
  calls: { name: string; request: unknown }[];
  /** Requests of one command, in order. */
  asked<Name extends CommandName>(name: Name): Request<Name>[];
  /** Tells the window something, as Rust would. */
  tell(event: Event): void;
}

/** Puts a made-up backend in the place of Rust. For tests and the development page; nothing else imports it. */
export function fakeBackend(answers: Answers): Fake {
  const calls: Fake['calls'] = [];
  const ears = new Set<(event: unknown) => void>();
  setBackend({
    async call(name, request) {
      calls.push({ name, request });
      const answer = answers[name as CommandName] as ((request: unknown) => unknown) | undefined;
      if (!answer) throw new Error(`nothing here answers “${name}”`);
      return await answer(request);
    },
    listen(heard) {
      ears.add(heard);
      return Promise.resolve(() => void ears.delete(heard));
    },
  });
  return {
    calls,
    asked: (name) => calls.filter((call) => call.name === name).map((call) => call.request) as never,
    tell: (event) => ears.forEach((ear) => ear(event)),
  };
}
