import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { createRawSnippet } from 'svelte';
import { expect, it, vi } from 'vitest';
import type { Column } from './table';
import VirtualTable from './VirtualTable.svelte';

interface Person {
  id: string;
  name: string;
}

const people: Person[] = Array.from({ length: 10_000 }, (_, i) => ({ id: `p${i}`, name: `Person ${i}` }));
const columns: Column[] = [
  { id: 'name', label: 'Person', width: '1fr', sortable: true },
  { id: 'state', label: 'State', width: '90px' },
];
const cell = createRawSnippet((row: () => Person, column: () => Column) => ({
  render: () => `<span>${column().id === 'name' ? row().name : 'In sync'}</span>`,
}));

function table(more: Record<string, unknown> = {}) {
  const onselect = vi.fn();
  const shown = render(VirtualTable<Person>, {
    label: 'People',
    rows: people,
    rowKey: (row: Person) => row.id,
    columns,
    cell: cell as never,
    selected: 'p0',
    onselect,
    ...more,
  } as never);
  return { ...shown, onselect, grid: screen.getByRole('grid', { name: 'People' }) };
}

it('keeps less than a hundred of ten thousand rows in the window, and says how many there are', () => {
  const { grid } = table();
  expect(screen.getAllByRole('row').length).toBeLessThan(100);
  expect(grid).toHaveAttribute('aria-rowcount', '10001');
});

it('moves by arrows, pages and to the ends', async () => {
  const { grid, onselect } = table();
  grid.focus();
  await userEvent.keyboard('{ArrowDown}');
  expect(onselect).toHaveBeenLastCalledWith(people[1]);
  await userEvent.keyboard('{End}');
  expect(onselect).toHaveBeenLastCalledWith(people[9_999]);
  await userEvent.keyboard('{Home}');
  expect(onselect).toHaveBeenLastCalledWith(people[0]);
});

it('opens the selected row with Enter', async () => {
  const onopen = vi.fn();
  const { grid } = table({ onopen, selected: 'p3' });
  grid.focus();
  await userEvent.keyboard('{Enter}');
  expect(onopen).toHaveBeenCalledWith(people[3]);
});

it('says which row is selected and by which column it is sorted', () => {
  table({ sort: { by: 'name', down: true }, onsort: vi.fn() });
  expect(screen.getByRole('row', { selected: true })).toHaveTextContent('Person 0');
  expect(screen.getByRole('columnheader', { name: 'Person' })).toHaveAttribute('aria-sort', 'descending');
});

it('sorts when a heading is pressed', async () => {
  const onsort = vi.fn();
  table({ onsort });
  await userEvent.click(screen.getByRole('button', { name: 'Person' }));
  expect(onsort).toHaveBeenCalledWith('name');
});

it('shows what it was given for an empty list', () => {
  table({ rows: [], empty: createRawSnippet(() => ({ render: () => '<p>Nobody matches.</p>' })) });
  expect(screen.getByText('Nobody matches.')).toBeInTheDocument();
});
