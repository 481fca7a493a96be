import type { Problem } from '$lib/backend';

export interface Toast {
  id: number;
  text: string;
  problem: Problem | null;
  action: { label: string; run: () => void } | null;
}

const STAYS_MS = 5000;

/** Short messages at the window's foot. A note goes by itself; a problem stays until it is sent away. */
class Toasts {
  shown = $state<Toast[]>([]);
  #next = 1;

  note(text: string, action: Toast['action'] = null): void {
    const id = this.#add({ text, problem: null, action });
    setTimeout(() => this.dismiss(id), action ? STAYS_MS * 2 : STAYS_MS);
  }

  problem(problem: Problem): void {
    // The same problem twice is one message.
    this.shown = this.shown.filter((toast) => toast.problem?.message !== problem.message);
    this.#add({ text: problem.message, problem, action: null });
  }

  dismiss(id: number): void {
    this.shown = this.shown.filter((toast) => toast.id !== id);
  }

  #add(toast: Omit<Toast, 'id'>): number {
    const id = this.#next++;
    this.shown = [...this.shown, { ...toast, id }].slice(-4);
    return id;
  }
}

export const toasts = new Toasts();
