import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

// From the file: in tests Vite empties style sheets.
const css = readFileSync('src/lib/tokens.css', 'utf8');

/** The tokens of one theme: what stands in the block of that name. */
function tokens(theme: 'light' | 'dark'): Record<string, string> {
  const block = css.split(`[data-theme='${theme}'] {`)[1]?.split('}')[0] ?? '';
  return Object.fromEntries(
    [...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map(([, name, value]) => [name, value]),
  );
}

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

const surfaces = ['bg', 'raise', 'sink'];
const soft = ['accent-soft', 'ok-soft', 'bad-soft', 'warn-soft', 'hand-soft'];

/** Every pair of text and ground that the window draws. */
const pairs: [text: string, ground: string][] = [
  ...['ink', 'ink2'].flatMap((text) =>
    [...surfaces, ...soft].map((ground): [string, string] => [text, ground]),
  ),
  ...surfaces.map((ground): [string, string] => ['ink3', ground]),
  ...['accent-text', 'ok-text', 'bad', 'warn-text', 'hand'].flatMap((text) =>
    surfaces.map((ground): [string, string] => [text, ground]),
  ),
  ['accent-text', 'accent-soft'],
  ['ok-text', 'ok-soft'],
  ['bad', 'bad-soft'],
  ['warn-text', 'warn-soft'],
  ['hand', 'hand-soft'],
  ['accent-ink', 'accent'],
  ['accent-ink', 'accent-press'],
  ['bg', 'ink'],
];

describe.each(['light', 'dark'] as const)('the %s theme', (theme) => {
  const own = tokens(theme);

  it.each(pairs)('sets %s on %s with a contrast of 4.5 or more', (text, ground) => {
    const [a, b] = [own[text], own[ground]];
    expect(a, text).toBeDefined();
    expect(b, ground).toBeDefined();
    expect(contrast(a ?? '', b ?? '')).toBeGreaterThanOrEqual(4.5);
  });

  it.each(['field', 'focus', 'ok', 'bad', 'warn', 'hand', 'accent'])(
    'draws shapes in %s with 3 or more',
    (shape) => {
      for (const ground of surfaces)
        expect(contrast(own[shape] ?? '', own[ground] ?? '')).toBeGreaterThanOrEqual(3);
    },
  );
});

it('names the same colours in both themes', () => {
  expect(Object.keys(tokens('dark')).sort()).toEqual(Object.keys(tokens('light')).sort());
});
