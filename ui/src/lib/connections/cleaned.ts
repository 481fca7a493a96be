import type { Cleaned } from '$lib/generated/api';

/** What was cleaned, in Rust's words. */
export const cleanedSays = (cleaned: Cleaned): string => cleaned.text;
