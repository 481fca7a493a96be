import type { Drawing, Proof } from '$lib/generated/api';

/** Ids of the points that are wrong. */
export function badPoints(proof: Proof | null): Set<string> {
  return new Set((proof?.points ?? []).filter((point) => point.mark === 'bad').map((point) => point.id));
}

/** The labels that stand for them, as instructions write them. */
export function badLabels(proof: Proof | null, drawing: Drawing | null): string[] {
  const bad = badPoints(proof);
  if (bad.size === 0) return [];
  const labels = (proof?.points ?? []).filter((point) => point.mark === 'bad').map((point) => point.title);
  for (const row of drawing?.rows ?? []) {
    if (row.kind === 'field' && bad.has(row.id)) labels.push(row.label);
    if (row.kind === 'choices')
      labels.push(...row.choices.filter((choice) => bad.has(choice.id)).map((choice) => choice.label));
  }
  return [...new Set(labels)];
}
