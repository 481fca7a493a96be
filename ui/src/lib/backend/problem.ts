import type { Problem } from '../generated/api';

export function isProblem(error: unknown): error is Problem {
  return (
    typeof error === 'object' && error !== null && 'code' in error && 'message' in error && 'remedy' in error
  );
}

/** Rust rejects with a `Problem`. Whatever else arrives is a fault of the window itself, and is told as one. */
export function asProblem(error: unknown): Problem {
  if (isProblem(error)) return error;
  return {
    code: 'bad-request',
    message: 'The window could not do that.',
    why: 'This is a fault in Catflap, not in your set-up.',
    remedy: 'Try again. If it happens again, close Catflap and open it once more.',
    evidence: error instanceof Error ? error.message : String(error),
  };
}
