import { expect, it } from 'vitest';
import { meantBy } from './meant';

it.each([
  ['ana.costa@whisker.co', 'ana.costa@whisker.co'],
  [' Ana Costa <ana.costa@whisker.co>, ', 'ana.costa@whisker.co'],
  ['mailto:Ana+test@whisker.co', 'ana+test@whisker.co'],
  ['User “ana@whisker.co” can’t log in.', 'ana@whisker.co'],
  ['Is it ana@whisker.co?', 'ana@whisker.co'],
  ['From: ana@whisker.co (ANA@whisker.co)', 'ana@whisker.co'],
  ['ana@whisker.co ben@whisker.co', 'ana@whisker.co ben@whisker.co'],
  ['ana@', 'ana@'],
  ['  Ana Costa ', 'Ana Costa'],
  ['', ''],
])('takes from “%s” who is meant', (text, meant) => {
  expect(meantBy(text)).toBe(meant);
});
