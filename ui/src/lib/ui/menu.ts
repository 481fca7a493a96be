import type { LucideIcon } from '@lucide/svelte';

export type MenuItem =
  | { kind: 'line' }
  | { kind: 'heading'; label: string }
  | {
      kind?: 'item';
      label: string;
      run: () => void;
      icon?: LucideIcon;
      note?: string;
      /** One of several that exclude each other. */
      checked?: boolean;
      disabled?: boolean;
      danger?: boolean;
    };
