import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fakeBackend, type Fake } from './backend/fake';
import { session } from './session.svelte';
import { boot, profileView, real, sidebarAnswers } from './testdata';
import { waits } from './waits.svelte';

const why = 'ConfigCat asks for fewer requests (429)';
let fake: Fake;
let stop: () => void;

beforeEach(async () => {
  vi.useFakeTimers({ now: new Date('2026-05-12T10:00:00Z') });
  fake = fakeBackend({ ...sidebarAnswers, boot: () => boot({ open: profileView(real) }) });
  stop = await session.start();
});

afterEach(() => {
  vi.advanceTimersByTime(120_000);
  stop();
  vi.useRealTimers();
});

function wait(job: number | null, seconds: number) {
  const until = new Date(Date.now() + seconds * 1000).toISOString();
  fake.tell({ kind: 'waiting', job, why, wait_ms: seconds * 1000, until });
}

it('counts a wait down to its end', () => {
  expect(waits.of(7)).toBeNull();
  wait(7, 12);
  expect(waits.of(7)).toBe(`Waiting 12 s: ${why}.`);
  expect(waits.of(8)).toBeNull();
  vi.advanceTimersByTime(5_000);
  expect(waits.of(7)).toBe(`Waiting 7 s: ${why}.`);
  vi.advanceTimersByTime(7_000);
  expect(waits.of(7)).toBeNull();
});

it('of several requests of a job that wait, counts the last', () => {
  wait(7, 12);
  wait(7, 3);
  wait(7, 20);
  expect(waits.of(7)).toBe(`Waiting 20 s: ${why}.`);
});

it('forgets a wait with its job, or with the look that waited', () => {
  wait(7, 30);
  wait(null, 30);
  fake.tell({ kind: 'pull_ended', job: 7, problem: null, cancelled: true });
  expect(waits.of(7)).toBeNull();
  expect(waits.of(null)).toBe(`Waiting 30 s: ${why}.`);
  fake.tell({
    kind: 'progress',
    progress: { steps: [], proven: 0, ticked: 0, failing: 0, total: 0, next: null, looked_at: null },
  });
  expect(waits.of(null)).toBeNull();
});
