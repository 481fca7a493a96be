import { expect, it } from 'vitest';
import { address, readAddress, router } from './router.svelte';

it('reads a place and what stands behind it', () => {
  expect(readAddress('#/setup/connector-settings')).toEqual({
    place: 'setup',
    parts: ['connector-settings'],
  });
  expect(readAddress('#/settings')).toEqual({ place: 'settings', parts: [] });
});

it('knows no place that it does not have', () => {
  expect(readAddress('#/elsewhere').place).toBeNull();
  expect(readAddress('').place).toBeNull();
});

it('carries any id there and back', () => {
  const key = 'ana/costa+x@whisker.co %20?#';
  expect(readAddress(address('people', key))).toEqual({ place: 'people', parts: [key] });
});

it('survives an address that is no valid encoding', () => {
  expect(readAddress('#/people/100%')).toEqual({ place: 'people', parts: ['100%'] });
});

it('goes to a place at once', () => {
  router.go('people', 'groups', 'g1');
  expect(router.place).toBe('people');
  expect(router.parts).toEqual(['groups', 'g1']);
  expect(location.hash).toBe('#/people/groups/g1');
});
