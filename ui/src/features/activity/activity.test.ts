import { render, screen } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import { fakeBackend } from '$lib/backend/fake';
import View from './View.svelte';

it('lists what happened by day, newest first', async () => {
  const now = new Date();
  const yesterday = new Date(now.getTime() - 86_400_000);
  fakeBackend({
    activity: () => ({
      rows: [
        { at: now.toISOString(), kind: 'guide', text: '`Push Groups` is ticked.' },
        { at: yesterday.toISOString(), kind: 'access', text: 'Developers moved up.' },
      ],
    }),
  });
  render(View);
  expect(await screen.findByText('Developers moved up.')).toBeInTheDocument();
  expect(screen.getAllByRole('heading', { level: 2 }).map((heading) => heading.textContent)).toEqual([
    'Today',
    'Yesterday',
  ]);
  expect(screen.getAllByRole('listitem')[0]).toHaveTextContent('Set up Push Groups is ticked.');
});

it('says so when nothing has happened yet', async () => {
  fakeBackend({ activity: () => ({ rows: [] }) });
  render(View);
  expect(await screen.findByRole('heading', { name: 'Nothing has happened yet' })).toBeInTheDocument();
});

it('tells what went wrong when it can’t be read', async () => {
  fakeBackend({
    activity: () => {
      throw {
        code: 'storage-failed',
        message: 'It could not be read.',
        why: '',
        remedy: 'Try again.',
        evidence: null,
      };
    },
  });
  render(View);
  expect(await screen.findByRole('alert')).toHaveTextContent('It could not be read.');
});
