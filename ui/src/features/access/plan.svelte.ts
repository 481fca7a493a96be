import { asProblem, call, type Problem } from '$lib/backend';
import type { AccessView, Ahead, Edit, Guard, Plan, PlanGroup, Product, Role } from '$lib/generated/api';
import { text as allowed } from '$lib/people/words';
import { session } from '$lib/session.svelte';
import { applied, cellOf, cellsOf, movedBy, moves, peopleByGroup, sameEdits, type Try } from './edits';
import { text } from './words';

/** What was kept last, with what it did to the plan before it, once that is known. */
interface Kept {
  what: string;
  moved: Try['moved'];
  ahead: Ahead | null;
  /** Dangers that were there before it. */
  before: readonly Guard['kind'][];
}

/**
 * The plan. A change shows at once and is kept at once, one after the other; or, while edits are tried, once they are all
 * looked at and kept together.
 */
export class PlanState {
  /** The plan in force, with what follows from it. */
  view = $state.raw<AccessView | null>(null);
  /** Why there is no plan to show. */
  problem = $state.raw<Problem | null>(null);
  /** Changes on their way. */
  pending = $state(0);
  last = $state.raw<Kept | null>(null);

  /** Edits are collected before they are kept. */
  trying = $state(false);
  tried = $state.raw<readonly Try[]>([]);
  /** What would follow from what is tried, or from the place that a lifted group is over. */
  ahead = $state.raw<Ahead | null>(null);
  /** A look ahead is under way. */
  looking = $state(false);

  #edits = $derived(this.tried.flatMap(({ edits }) => edits));
  /** The groups in priority order, as they are shown: with what is tried. */
  groups = $derived(applied(this.view?.plan.groups ?? [], this.#edits));
  #people = $derived(peopleByGroup(this.view));
  /** Cells that show what is tried and not kept. */
  marked = $derived(cellsOf(this.tried));
  /** How far each group was moved that was moved last. */
  movedBy = $derived(movedBy([this.last?.moved, ...this.tried.map(({ moved }) => moved)]));

  /** What is told of the plan as it is shown. */
  told = $derived(this.ahead ?? (this.pending > 0 ? this.last?.ahead : null) ?? this.view);
  canUndo = $derived(this.tried.length > 0 || (this.view?.can_undo ?? false));

  #tail: Promise<unknown> = Promise.resolve();
  #made: Edit[] = [];
  #over: readonly Edit[] = [];
  #wanted: readonly Edit[] = [];
  #seen: readonly Edit[] = [];

  /** How many people are in a group; none when it is not synced. */
  people = (name: string): number | null => this.#people.get(name) ?? null;

  async read(): Promise<void> {
    try {
      const view = await call('plan', {});
      // What is on its way is newer.
      if (this.pending === 0) this.#show(view);
      this.problem = null;
    } catch (error) {
      this.problem = asProblem(error);
    }
  }

  /** A group is moved to another place in the order. */
  move(from: number, to: number): void {
    const name = this.groups[from]?.name;
    if (name === undefined || from === to) return;
    // Where it was moved a moment ago, that move becomes another one.
    const again = this.tried.at(-1)?.moved?.name === name;
    const rest = again ? this.tried.slice(0, -1) : this.tried;
    const base = this.#with(rest).map((group) => group.name);
    const by = to - base.indexOf(name);
    const one = {
      edits: moves(base, base.indexOf(name), to),
      what: text.what.moved(name, by),
      moved: { name, by },
      cell: null,
    };
    this.#do(one, rest, by !== 0);
  }

  setRole(group: string, role: Role, on: boolean): void {
    const cell = cellOf(group, role);
    const rest = this.tried.filter((other) => other.cell !== cell);
    const what = text.what.role(
      role === 'organization_admin' ? allowed.organizationAdmin : allowed.billingManager,
      group,
      on,
    );
    const now = this.#with(rest).find(({ name }) => name === group)?.[role];
    this.#do({ edits: [{ kind: 'role', group, role, on }], what, moved: null, cell }, rest, now !== on);
  }

  /** An empty permission group takes the permission away. */
  setPermission(group: string, product: string, permission_group: string): void {
    const cell = cellOf(group, product);
    const rest = this.tried.filter((other) => other.cell !== cell);
    const edit: Edit =
      permission_group === ''
        ? { kind: 'take', group, product }
        : { kind: 'give', group, product, permission_group };
    const what = text.what.permission(product, permission_group, group);
    const now = this.#with(rest).find(({ name }) => name === group)?.permissions[product] ?? '';
    this.#do({ edits: [edit], what, moved: null, cell }, rest, now !== permission_group);
  }

  /** Tries what leads to a goal, beside what is tried already. */
  try(edits: readonly Edit[], what: string): void {
    this.trying = true;
    this.#do({ edits, what, moved: null, cell: null }, this.tried, true);
  }

  /** Keeps edits as they are; what is tried stays tried. */
  make(edits: readonly Edit[], what: string): Promise<boolean> {
    return this.#make([{ edits, what, moved: null, cell: null }], null);
  }

  /** Keeps what is tried. What can’t be kept stays tried. */
  async keep(): Promise<void> {
    const tries = this.tried;
    if (tries.length === 0) return;
    const ahead = this.#known(this.#edits);
    this.tried = [];
    if (await this.#make(tries, ahead)) return;
    this.tried = [...tries, ...this.tried];
    this.#look();
  }

  /** Takes back one of what is tried. */
  forget(one: Try): void {
    this.tried = this.tried.filter((other) => other !== one);
    this.#look();
  }

  forgetAll(): void {
    this.tried = [];
    this.#look();
  }

  /** Takes back what was done last: of what is tried, else of what is kept. */
  async undo(): Promise<boolean> {
    if (this.tried.length > 0) {
      this.tried = this.tried.slice(0, -1);
      this.#look();
      return true;
    }
    this.last = null;
    return this.#then(() => call('plan_undo', {}));
  }

  /** A lifted group is over another place: what would follow from it shows at once. */
  over(from: number | null, to: number | null): void {
    const names = this.groups.map(({ name }) => name);
    this.#over = from === null || to === null ? [] : moves(names, from, to);
    this.#look();
  }

  add(name: string): Promise<boolean> {
    const group = { name, organization_admin: false, billing_manager: false, permissions: {} };
    return this.save([...(this.view?.plan.groups ?? []), group], text.what.added(name));
  }

  remove(name: string): Promise<boolean> {
    this.tried = this.tried.filter(({ edits }) => !edits.some((edit) => edit.group === name));
    const groups = this.view?.plan.groups.filter((group) => group.name !== name) ?? [];
    return this.save(groups, text.what.removed(name));
  }

  /** A group of the plan takes the name that the synced group has. */
  rename(from: string, to: string): Promise<boolean> {
    const others = this.view?.plan.groups.filter(({ name }) => name !== to) ?? [];
    const groups = others.map((group) => (group.name === from ? { ...group, name: to } : group));
    return this.save(groups, text.what.renamed(from, to));
  }

  /** Another plan takes the place of this one. */
  async take(plan: Plan, what: string): Promise<boolean> {
    const taken = await this.save(plan.groups, what);
    if (taken) this.forgetAll();
    return taken;
  }

  saveProducts(products: Product[]): Promise<boolean> {
    return this.#then(() => call('products_save', { products }));
  }

  save(groups: PlanGroup[], what: string): Promise<boolean> {
    this.#foresee(groups, what, null, null);
    return this.#then(() => call('plan_save', { plan: { groups }, what }));
  }

  /** A group that lost Organization Admin a moment ago and has not got it back. */
  get adminTakenFrom(): string | undefined {
    const without = (edit: Edit) =>
      edit.kind === 'role' &&
      edit.role === 'organization_admin' &&
      !edit.on &&
      this.groups.some(({ name, organization_admin }) => name === edit.group && !organization_admin);
    return [...this.#made, ...this.#edits].findLast(without)?.group;
  }

  /** Whether a danger came with what was done last. */
  cameLast(kind: Guard['kind']): boolean {
    if (this.ahead)
      return this.tried.length > 0 && !this.view?.guards.some(({ guard }) => guard.kind === kind);
    return this.last !== null && !this.last.before.includes(kind);
  }

  #with = (tries: readonly Try[]) =>
    applied(
      this.view?.plan.groups ?? [],
      tries.flatMap(({ edits }) => edits),
    );

  #do(one: Try, rest: readonly Try[], other: boolean): void {
    if (this.trying) {
      this.tried = other ? [...rest, one] : rest;
      this.#look();
    } else if (other) void this.#make([one], this.#known(one.edits));
  }

  /** What is known already of these edits. */
  #known = (edits: readonly Edit[]) => (sameEdits(edits, this.#seen) ? this.ahead : null);

  #make(tries: readonly Try[], ahead: Ahead | null): Promise<boolean> {
    const edits = tries.flatMap((one) => one.edits);
    const what = text.what.several(tries.map((one) => one.what));
    this.#made.push(...edits);
    this.#over = [];
    const kept = this.#foresee(
      applied(this.view?.plan.groups ?? [], edits),
      what,
      tries.at(-1)?.moved ?? null,
      ahead,
    );
    this.#look();
    return this.#then(async () => {
      // Who is touched is known before it is kept; where the next change waits already, that one is told.
      if (!ahead && this.last === kept) {
        const looked = await call('plan_ahead', { edits }).catch(() => null);
        if (this.last === kept) this.last = { ...kept, ahead: looked };
      }
      return call('plan_edit', { edits, what });
    });
  }

  /** Shows the groups as they will be kept. */
  #foresee(groups: PlanGroup[], what: string, moved: Try['moved'], ahead: Ahead | null): Kept {
    const before = this.view?.guards.map(({ guard }) => guard.kind) ?? [];
    const kept = { what, moved, ahead, before };
    this.last = kept;
    if (this.view)
      this.view = {
        ...this.view,
        plan: { groups },
        people: groups.map(({ name }) => this.people(name)),
        can_undo: true,
      };
    return kept;
  }

  #show(view: AccessView): void {
    this.view = view;
    this.#seen = [];
    this.#look();
  }

  #look(): void {
    this.#wanted = [...this.#edits, ...this.#over];
    if (this.#wanted.length === 0) {
      this.ahead = null;
      this.#seen = [];
    } else if (!this.looking && !sameEdits(this.#wanted, this.#seen)) void this.#ask();
  }

  /** One question at a time; the last one counts. */
  async #ask(): Promise<void> {
    this.looking = true;
    while (this.#wanted.length > 0 && !sameEdits(this.#wanted, this.#seen)) {
      const edits = this.#wanted;
      try {
        const ahead = await call('plan_ahead', { edits: [...edits] });
        if (!sameEdits(this.#wanted, edits)) continue;
        this.ahead = ahead;
        this.#seen = edits;
      } catch {
        // What stands there stays; keeping it tells what is wrong.
        if (sameEdits(this.#wanted, edits)) break;
      }
    }
    this.looking = false;
  }

  /** One after the other. The answer is whether it was done. */
  #then(ask: () => Promise<AccessView>): Promise<boolean> {
    this.pending += 1;
    const done = this.#tail.then(async () => {
      try {
        const view = await ask();
        this.pending -= 1;
        if (this.pending === 0) this.#show(view);
        return true;
      } catch (error) {
        this.pending -= 1;
        this.last = null;
        session.tell(asProblem(error));
        // What was shown is not what is kept.
        if (this.pending === 0) await this.read();
        return false;
      }
    });
    this.#tail = done;
    return done;
  }
}
