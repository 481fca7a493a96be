import { call } from './backend';

/** Puts plain text on the clipboard. Secrets never come this way: Rust copies those from the keychain itself. */
export async function copyText(text: string): Promise<void> {
  await call('text_copy', { text });
}
