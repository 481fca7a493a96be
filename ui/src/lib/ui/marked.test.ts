import { describe, expect, it } from 'vitest';
import { readMarks, withoutMarks } from './marked';

describe('marks in a sentence', () => {
  it('sets labels in backticks as keys and starred parts as stressed', () => {
    expect(readMarks('Tick `Push Groups` *first*.')).toEqual([
      { kind: 'plain', text: 'Tick ' },
      { kind: 'key', text: 'Push Groups' },
      { kind: 'plain', text: ' ' },
      { kind: 'stress', text: 'first' },
      { kind: 'plain', text: '.' },
    ]);
  });

  it('shows a mark that is never closed as it stands', () => {
    expect(withoutMarks('a ` b')).toBe('a ` b');
    expect(readMarks('2 * 3 * 4')).toEqual([{ kind: 'plain', text: '2 * 3 * 4' }]);
  });

  it('keeps stars inside a label', () => {
    expect(readMarks('`a *b* c`')).toEqual([{ kind: 'key', text: 'a *b* c' }]);
  });

  it('drops the marks for a title', () => {
    expect(withoutMarks('Choose `Integration`, then `Edit`.')).toBe('Choose Integration, then Edit.');
  });
});
