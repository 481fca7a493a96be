import { MediaQuery } from 'svelte/reactivity';

/** Below this width side panels are sheets and the sidebar is a rail of icons. */
export const narrow = new MediaQuery('max-width: 999.9px');
