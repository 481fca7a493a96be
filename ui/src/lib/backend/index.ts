/**
 * The only door to Rust, and the only place that imports `@tauri-apps`.
 *
 * There is one command, `call`, and one event, `event`; what goes through them is typed by `../generated/api`.
 */
import { invoke } from '@tauri-apps/api/core';
import { listen as tauriListen } from '@tauri-apps/api/event';
import type { Commands, Event } from '../generated/api';
import { asProblem } from './problem';

export type { Problem } from '../generated/api';
export { asProblem, isProblem } from './problem';

export type CommandName = keyof Commands;
export type Request<Name extends CommandName> = Commands[Name]['request'];
export type Reply<Name extends CommandName> = Commands[Name]['reply'];

/** Whatever answers. What goes through it is typed by `call` and `listen` alone. */
export interface Backend {
  call(name: string, request: unknown): Promise<unknown>;
  listen(heard: (event: unknown) => void): Promise<() => void>;
}

const tauri: Backend = {
  call: (name, request) => invoke('call', { name, request }),
  listen: (heard) => tauriListen('event', (event) => heard(event.payload)),
};

let backend: Backend = tauri;

/** Replaces Rust by something else that answers: tests and the development page use it. */
export function setBackend(other: Backend): void {
  backend = other;
}

/** Asks Rust. Rejects with a `Problem`, whatever went wrong on the way. */
export async function call<Name extends CommandName>(
  name: Name,
  request: Request<Name>,
): Promise<Reply<Name>> {
  try {
    return (await backend.call(name, request)) as Reply<Name>;
  } catch (error) {
    throw asProblem(error);
  }
}

/** Hears every event that Rust sends; the answer stops it. */
export function listen(heard: (event: Event) => void): Promise<() => void> {
  return backend.listen((event) => heard(event as Event));
}
